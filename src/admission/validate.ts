import { isDeepStrictEqual } from 'node:util';
import type { Annotation } from '../annotation/annotation.ts';
import { configurePod } from '../annotation/configure-pod.ts';
import { parseInTurns } from '../annotation/parse-annotation.ts';
import { MAX_PARTS_CHECKED, MAX_PEERS, MAX_PODS_CHECKED } from '../bounds/bounds.ts';
import { finish, type Turns } from '../bounds/turns.ts';
import { checkOrdinal, denyFor } from './configure-admitted.ts';
import { allow, type Decision, type Denial } from './decision.ts';
import { findAnnotation } from './find-annotation.ts';
import { findLastOrdinal, listOrdinals } from './list-ordinals.ts';
import { listWarnings } from './list-warnings.ts';
import { makePod } from './make-pod.ts';
import { mountConfiguration } from './mount-configuration.ts';
import { isStatefulSetApi } from './owner.ts';
import type { Pod } from './pod.ts';
import { Reason } from './reason.ts';
import type { AdmissionRequest } from './review.ts';
import { parseStatefulSet, type StatefulSetObject } from './statefulset.ts';
import { bindVariables, refuseManyReserved } from './variables.ts';
import { warnOfNoEffect } from './warn-of-no-effect.ts';

/**
 * Checks a StatefulSet when it is applied: whether its pods could be created as its annotation asks, by the
 * very code that will decide then. An update that has nothing to do with that is never denied: it might be
 * the one that takes a finalizer off. Once `hasTime` says no, or all pods together have too many parts, no more
 * pods are checked.
 *
 * @throws ReviewError naming the place.
 */
export function validate(request: AdmissionRequest, hasTime?: () => boolean): Decision {
  return finish(validateInTurns(request, hasTime));
}

/** As `validate`, with pauses: each pod takes up to 20 ms. */
export function* validateInTurns(request: AdmissionRequest, hasTime = () => true): Turns<Decision> {
  if (!isStatefulSetChange(request)) return allow(Reason.notApplicable);
  const set = parseStatefulSet(request.object, 'request.object');
  if (set.metadata.deletionTimestamp !== undefined) return allow(Reason.notApplicable);
  const text = findAnnotation(set)?.text;
  yield;
  const vain = warnOfNoEffect(set).map(({ message }) => message);
  if (text === undefined) return allow(Reason.notAnnotated, ...vain);
  const decision = yield* check(set, text, request.namespace ?? '', hasTime, vain);
  if (decision.outcome !== 'deny' || !isUnchanged(set, request)) return decision;
  return allow(decision.reason, decision.message);
}

function isStatefulSetChange({ operation, resource, subResource = '' }: AdmissionRequest): boolean {
  return (
    (operation === 'CREATE' || operation === 'UPDATE') &&
    resource.resource === 'statefulsets' &&
    isStatefulSetApi(`${resource.group}/${resource.version}`) &&
    subResource === ''
  );
}

function isUnchanged(set: StatefulSetObject, { operation, oldObject }: AdmissionRequest): boolean {
  if (operation !== 'UPDATE') return false;
  const old = parseStatefulSet(oldObject, 'request.oldObject');
  const relevant = (one: StatefulSetObject) => [findAnnotation(one)?.text, one.spec];
  return isDeepStrictEqual(relevant(set), relevant(old));
}

function* check(
  set: StatefulSetObject,
  text: string,
  namespace: string,
  hasTime: () => boolean,
  vain: readonly string[],
): Turns<Decision> {
  try {
    const annotation = yield* parseInTurns(text);
    refuseManyReserved(annotation, set.spec);
    let checked = 0;
    let parts = 0;
    for (const ordinal of chooseOrdinals(set)) {
      yield;
      if (parts > MAX_PARTS_CHECKED || !hasTime()) break;
      const cost = yield* checkPod(set, ordinal, annotation, namespace);
      if (typeof cost !== 'number') return cost;
      parts += cost;
      checked += 1;
    }
    const warnings = listWarnings(set, annotation, checked).map(({ message }) => message);
    return allow(Reason.valid, ...vain, ...warnings);
  } catch (error) {
    return denyFor(error);
  }
}

/** Throws what the pod would be denied for, or returns it; else returns the number of its parts, which is what it costs. */
function* checkPod(
  set: StatefulSetObject,
  ordinal: number,
  annotation: Annotation,
  namespace: string,
): Turns<number | Denial> {
  const pod = makePod(set, ordinal);
  const owner = { apiVersion: set.apiVersion, name: set.metadata.name, uid: '' };
  const subject = { pod, owner, namespace };
  const named = checkOrdinal(subject);
  if (typeof named !== 'number') return named;
  const variables = bindVariables(subject, ordinal, annotation, set.spec);
  const configuration = configurePod(annotation, variables);
  yield;
  const operations = mountConfiguration(pod, configuration);
  return operations.length + countParts(pod.spec);
}

function countParts({ volumes, initContainers, containers }: Pod['spec']): number {
  return (volumes ?? []).length + (initContainers ?? []).length + containers.length;
}

/**
 * The first ones and the last: what a pod gets seldom differs in kind from its neighbours', and a hundred
 * take half a second at the very most. None where there are so many reserved ordinals that to sort them takes too long.
 */
function chooseOrdinals(set: StatefulSetObject): number[] {
  if ((set.spec.reserveOrdinals ?? []).length > MAX_PEERS) return [];
  const first = listOrdinals(set, MAX_PODS_CHECKED);
  const { replicas = 1 } = set.spec;
  return replicas <= MAX_PODS_CHECKED ? first : [...first.slice(0, -1), findLastOrdinal(set)];
}
