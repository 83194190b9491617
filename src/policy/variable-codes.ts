import { MAX_PEERS } from '../bounds/bounds.ts';
import type { VariableName } from '../expression/pod-variables.ts';
import { printText } from './cel.ts';
import type { VariableCodes } from './print-expression.ts';

/** A variable of a policy. */
export interface PolicyVariable {
  readonly name: string;
  readonly expression: string;
}

/** How the variables of an annotation are written in the policy of one StatefulSet. */
export function codeVariables(set: string, namespace: string): VariableCodes {
  return {
    ordinal: 'variables.ordinal',
    index: 'variables.index',
    pod: 'variables.pod',
    set: printText(set),
    ns: printText(namespace),
    service: 'variables.service',
    replicas: 'variables.replicas',
    peers: 'variables.peers',
    labels: 'variables.labels',
  };
}

/**
 * What gives them their values: those that are used, and the ordinal. A policy's variables can refer to those above them.
 */
export function defineVariables(set: string, used: ReadonlySet<VariableName>): PolicyVariable[] {
  const expressions: [string, string, readonly VariableName[]][] = [
    ['pod', 'string(object.metadata.name)', ['pod']],
    ['service', 'string(object.spec.?subdomain.orValue(""))', ['service']],
    ['labels', 'object.metadata.?labels.orValue({}).transformMap(k, v, string(v))', ['labels']],
    ['start', 'int(params.spec.?ordinals.?start.orValue(0))', NEED_SET],
    ['replicas', 'int(params.spec.?replicas.orValue(1))', NEED_SET],
    ['index', 'variables.ordinal - variables.start', ['index']],
    [
      'peers',
      `lists.range(variables.replicas).map(i, ${printText(`${set}-`)} + string(i + variables.start))`,
      ['peers'],
    ],
  ];
  return [
    { name: 'ordinal', expression: `int(object.metadata.name.substring(${set.length + 1}))` },
    ...expressions.flatMap(([name, expression, users]) =>
      users.some(user => used.has(user)) ? [{ name, expression }] : [],
    ),
  ];
}

/** Variables for which the policy has to read the StatefulSet. */
export const NEED_SET: readonly VariableName[] = ['index', 'replicas', 'peers'];

/** CEL of what is wrong with a pod that is not among those that `replicas` and `peers` stand for: the set was scaled meanwhile. */
export function checkAmongReplicas(used: ReadonlySet<VariableName>): string[] {
  if (!used.has('replicas') && !used.has('peers')) return [];
  const isAmong =
    'variables.ordinal >= variables.start && variables.ordinal < variables.start + variables.replicas';
  const message = printText(
    'the pod is not among the replicas of its StatefulSet, and the annotation uses replicas or peers',
  );
  const few = `variables.replicas <= ${MAX_PEERS}`;
  const tooMany = printText(`expected at most ${MAX_PEERS} replicas where peers is used`);
  return [`${isAmong} ? "" : ${message}`, ...(used.has('peers') ? [`${few} ? "" : ${tooMany}`] : [])];
}
