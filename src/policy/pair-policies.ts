import { bindPolicies } from './bind-policies.ts';
import { listMutations } from './list-mutations.ts';
import { listValidations, type Messages } from './list-validations.ts';
import type { Parts } from './look-at-pod.ts';
import { READS_OWNER } from './match-pods.ts';
import type { PolicyVariable } from './variable-codes.ts';

/** What a policy that configures pods has in common with the one that denies those that it has not configured. */
export interface Pair {
  readonly name: string;
  /** Which requests both are for. */
  readonly constraints: object;
  /** Which pods both are for: those that are annotated. */
  readonly conditions: readonly { readonly name: string; readonly expression: string }[];
  /** CEL: whether the pod has an ordinal in its name. */
  readonly isNumbered: string;
  /** CEL: whether the annotation is one that is known. */
  readonly isKnown: string;
  readonly variables: readonly PolicyVariable[];
  readonly parts: Parts;
  /** CEL of the texts of files, by annotation. */
  readonly files: ReadonlyMap<string, string>;
  readonly messages: Messages;
  /** The StatefulSet that they read, if any. */
  readonly param?: { readonly apiVersion: string; readonly name: string } | undefined;
}

export function pairPolicies(pair: Pair): object[] {
  const { name, constraints, conditions, isNumbered, isKnown, variables, parts, files, messages, param } =
    pair;
  const common = {
    failurePolicy: 'Fail',
    ...(param === undefined ? {} : { paramKind: { apiVersion: param.apiVersion, kind: 'StatefulSet' } }),
    matchConstraints: constraints,
  };
  const mutating = {
    ...common,
    reinvocationPolicy: 'IfNeeded',
    matchConditions: [
      ...conditions,
      ...(param === undefined ? [] : [{ name: 'current', expression: READS_OWNER }]),
      { name: 'numbered', expression: isNumbered },
      { name: 'known', expression: isKnown },
    ],
    variables,
    mutations: listMutations(parts, files),
  };
  const validating = {
    ...common,
    matchConditions: conditions,
    variables: [{ name: 'known', expression: isKnown }, ...variables],
    validations: [
      ...(param === undefined ? [] : [{ expression: READS_OWNER, message: denyFormer(param.name) }]),
      ...listValidations(isNumbered, messages),
    ],
  };
  return bindPolicies({ name, mutating, validating, param: param?.name });
}

function denyFormer(name: string): string {
  return `per-pod-config: the API server's copy of StatefulSet ${name} is that of a former one: if this lasts for more than a minute, restart the API server`;
}
