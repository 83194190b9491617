import type { Annotation } from '../annotation/annotation.ts';
import { type Cel, printLines, printValue } from './cel.ts';
import { describeEnv, describeEnvFrom, type PolicyVariables } from './describe-environment.ts';
import { type Described, printStatus } from './describe-status.ts';
import { describeVolumes, type PolicyVolume } from './describe-volumes.ts';
import { FieldPrinter } from './field-printer.ts';
import { lookAtPod, type Parts } from './look-at-pod.ts';
import type { Target } from './match-pods.ts';
import { checkAmongReplicas, codeVariables, defineVariables, type PolicyVariable } from './variable-codes.ts';

/** The variables of a policy for an annotation, and what else its mutations depend on. */
export function describeAnnotation({ name, namespace }: Target, annotation: Annotation) {
  const printer = new FieldPrinter(codeVariables(name, namespace));
  const texts = new Map<string, Cel | string>();
  const described: Described = {
    volumes: describeVolumes(annotation, printer.print, texts),
    env: describeEnv(annotation, printer.print),
    envFrom: describeEnvFrom(annotation, printer.print),
  };
  const variables = [...defineVariables(name, annotation.uses), ...printer.variables];
  const mistakes = [...checkAmongReplicas(annotation.uses), ...printer.mistakes];
  const files = new Map([...texts].map(([key, text]) => [key, printValue(text)]));
  return { ...listVariables(described, annotation.hash, variables, mistakes), files };
}

/** @param own those that the others refer to. */
export function listVariables(
  described: Described,
  hash: string,
  own: readonly PolicyVariable[],
  mistakes: readonly string[],
): { readonly variables: readonly PolicyVariable[]; readonly parts: Parts } {
  const { volumes, env, envFrom } = described;
  const parts = { volumes: volumes.length > 0, env: env.length > 0, envFrom: envFrom.length > 0 };
  const variables = [
    ...own,
    ...(parts.volumes ? [{ name: 'volumes', expression: printLines(volumes.map(printVolume)) }] : []),
    ...(parts.env ? [{ name: 'env', expression: printLines(env.map(printVariables)) }] : []),
    ...(parts.envFrom ? [{ name: 'envFrom', expression: printLines(envFrom.map(printVariables)) }] : []),
    { name: 'status', expression: printStatus(described, hash) },
    ...lookAtPod(parts, mistakes),
  ];
  return { variables, parts };
}

function printVolume({ where, volume, replaces, mount, containers, required }: PolicyVolume): string {
  return printValue({ where, volume, replaces, ...mount, containers, required }, '  ');
}

function printVariables({ where, value, containers, required }: PolicyVariables): string {
  return printValue({ where, value, containers, required }, '  ');
}
