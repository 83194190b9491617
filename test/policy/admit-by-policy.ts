import jsonpatch from 'fast-json-patch';
import { roundTrip } from '../api-round-trip.ts';
import type { RawPod } from '../apply-independently.ts';
import { evaluate } from './kubernetes-cel.ts';

interface Expression {
  readonly name?: string;
  readonly expression: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly jsonPatch?: { readonly expression: string };
}

interface Spec {
  readonly matchConditions: readonly Expression[];
  readonly variables: readonly Expression[];
  readonly mutations: readonly { readonly jsonPatch: { readonly expression: string } }[];
  readonly validations: readonly Expression[];
}

/** What the API server does with a pod that is selected by exported policies: the pod, or the message of a denial. */
export function admitByPolicy(objects: readonly object[], pod: object, params?: object): object | string {
  const specs = objects.map(object => (object as { spec: Spec }).spec);
  const [mutating, , validating] = specs as [Spec, Spec, Spec];
  const mutated = mutate(mutating, pod, params);
  return findDenial(validating, mutated, params) ?? mutated;
}

/** Only the mutations, as for a pod to which another webhook has done something since. */
function mutate(spec: Spec, pod: object, params: object | undefined): object {
  if (!matches(spec, pod, params)) return pod;
  let object = structuredClone(pod);
  for (const { jsonPatch } of spec.mutations) {
    const context = { object, params, variables: readVariables(spec, object, params) };
    const operations = evaluate(jsonPatch.expression, context) as Parameters<typeof jsonpatch.applyPatch>[1];
    object = roundTrip(jsonpatch.applyPatch(object, operations, true, false).newDocument as RawPod);
  }
  return object;
}

function matches({ matchConditions }: Spec, object: object, params: object | undefined): boolean {
  return matchConditions.every(({ expression }) => evaluate(expression, { object, params }) === true);
}

function readVariables({ variables }: Spec, object: object, params: object | undefined) {
  const values: Record<string, unknown> = {};
  for (const { name = '', expression } of variables)
    values[name] = evaluate(expression, { object, params, variables: values });
  return values;
}

function findDenial(spec: Spec, object: object, params: object | undefined): string | undefined {
  if (!matches(spec, object, params)) return undefined;
  const variables = readVariables(spec, object, params);
  const failed = spec.validations.find(
    ({ expression }) => evaluate(expression, { object, params, variables }) !== true,
  );
  if (failed?.messageExpression === undefined) return failed?.message;
  return String(evaluate(failed.messageExpression, { object, params, variables }));
}
