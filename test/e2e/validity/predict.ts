import { admit } from '../../../src/admission/admit.ts';
import { type Decision, prefixOf } from '../../../src/admission/decision.ts';
import { findAnnotation } from '../../../src/admission/find-annotation.ts';
import { parseStatefulSet, type StatefulSetObject } from '../../../src/admission/statefulset.ts';
import { validate } from '../../../src/admission/validate.ts';
import { lintSet } from '../../../src/lint/lint-set.ts';
import { podRequest } from '../../pod-request.ts';
import type { ValidityCase } from './validity-case.ts';

/** What `/mutate`, `/validate` and `lint` say of a pod: the message of a denial, or undefined. */
export async function predict({ pod }: ValidityCase): Promise<Map<string, string | undefined>> {
  const predictions = new Map([['/mutate', messageOf(await admit(podRequest(pod), async () => undefined))]]);
  const set = makeSet(pod);
  if (set === undefined) return predictions;
  predictions.set('/validate', messageOf(validate(applyRequest(set))));
  return predictions.set('lint', await findError(set));
}

/** The StatefulSet with no pod but this one; undefined where the controller makes none of that name. */
function makeSet({ metadata, spec }: ValidityCase['pod']): StatefulSetObject | undefined {
  const { name, ownerReferences, ...template } = metadata;
  const set = String(ownerReferences[0]?.['name']);
  const start = Number(name.slice(set.length + 1));
  if (name !== `${set}-${start}` || start < 0 || start > MAX_INT32) return undefined;
  const object = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: set },
    spec: { replicas: 1, ordinals: { start }, template: { metadata: template, spec } },
  };
  return parseStatefulSet(structuredClone(object), 'set');
}

const MAX_INT32 = 2 ** 31 - 1;

function applyRequest(object: StatefulSetObject) {
  const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
  return { uid: 'u', operation: 'CREATE', resource, namespace: 'default', object };
}

function messageOf(decision: Decision): string | undefined {
  return decision.outcome === 'deny' ? prefixOf(decision.reason) + decision.message : undefined;
}

async function findError(set: StatefulSetObject): Promise<string | undefined> {
  const object = { kind: 'StatefulSet', ...set } as never;
  const found = { object, file: '-', locate: () => ({ line: 1, column: 1 }) };
  const annotation = findAnnotation(set);
  const { findings } = await lintSet(
    { found, set, namespace: 'default', annotation },
    () => undefined,
    new Set(),
  );
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error');
  if (first === undefined) return undefined;
  // The webhook tells all in one message, with one head.
  const more = others.map(({ message }) => `\n${message.replace(HEAD, '')}`);
  return `per-pod-config: ${first.code}: ${first.message}${more.join('')}`;
}

const HEAD = /^annotation per-pod-config: /;
