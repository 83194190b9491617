import { isDeepStrictEqual } from 'node:util';
import type { Annotation } from '../annotation/annotation.ts';
import { readInTurns } from '../annotation/parse-annotation.ts';
import { MAX_PARTS_CHECKED, MAX_PEERS, MAX_PODS_CHECKED } from '../bounds/bounds.ts';
import { finish, type Turns } from '../bounds/turns.ts';
import { checkOrdinal, denyFor } from './configure-admitted.ts';
import { allow, type Decision, deny } from './decision.ts';
import { excuseGuess } from './excuse-guess.ts';
import { findAnnotation, isAnnotated } from './find-annotation.ts';
import { findLeftOver, hadLeftOver } from './find-left-over.ts';
import { findObstacles, type Obstacle } from './find-obstacles.ts';
import { findLastOrdinal, listOrdinals } from './list-ordinals.ts';
import { listWarnings } from './list-warnings.ts';
import type { Subject } from './look-up.ts';
import { makePod } from './make-pod.ts';
import { mountInTurns } from './mount-configuration.ts';
import { isStatefulSetApi } from './owner.ts';
import type { Pod } from './pod.ts';
import { Reason } from './reason.ts';
import { refuseUnselected } from './refuse-unselected.ts';
import type { AdmissionRequest } from './review.ts';
import { parseStatefulSet, type StatefulSetObject } from './statefulset.ts';
import { refuseManyReserved } from './variables.ts';
import { warnOfNoEffect } from './warn-of-no-effect.ts';
import { PodWarnings } from './warn-of-pod.ts';
import { workOut } from './work-out.ts';

/**
 * Checks a StatefulSet when it is applied: whether its pods could be created as its annotation asks, by the
 * very code that will decide then. An update that has nothing to do with that is never denied: it might be
 * the one that takes a finalizer off. Once `hasTime` says no, or all pods together have too many parts, no more
 * pods are checked.
 *
 * @throws ReviewError naming the place.
 */
export function validate(
  request: AdmissionRequest,
  hasTime?: () => boolean,
  clusterDomain?: string,
): Decision {
  return finish(validateInTurns(request, hasTime, clusterDomain));
}

/** As `validate`, with pauses: each pod takes up to 20 ms. */
export function* validateInTurns(
  request: AdmissionRequest,
  hasTime = () => true,
  clusterDomain?: string,
): Turns<Decision> {
  if (!isStatefulSetChange(request)) return allow(Reason.notApplicable);
  const vain = warnOfNoEffect(Object(request.object)).map(({ message }) => message);
  const set = parseIfAnnotated(request.object);
  if (set === undefined) return allowUnannotated(request, vain);
  if (set.metadata.deletionTimestamp !== undefined) return allow(Reason.notApplicable);
  const text = findAnnotation(set)?.text;
  yield;
  if (text === undefined) return allowUnannotated(request, vain);
  const obstacle = findObstacles(set).find(found => found.certain && !isGiven(found, request));
  if (obstacle !== undefined) return pass(deny(obstacle.code, obstacle.message), set, request);
  const place = { namespace: request.namespace ?? '', clusterDomain };
  const decision = yield* check(set, text, place, hasTime, vain);
  return pass(decision, set, request);
}

/** Whatever its shape is. */
function allowUnannotated({ object }: AdmissionRequest, vain: readonly string[]): Decision {
  return allow(Reason.notAnnotated, ...findLeftOver(object).map(({ message }) => message), ...vain);
}

/**
 * What an update finds there: its user is only warned. The name cannot change, and Kubernetes doesn't check it again either.
 * An annotation left over from before is no reason to keep a set from being scaled or mended.
 */
function isGiven({ code }: Obstacle, { operation, object, oldObject }: AdmissionRequest): boolean {
  if (operation !== 'UPDATE') return false;
  return code === Reason.invalidName || (code === Reason.leftOverStatus && hadLeftOver(object, oldObject));
}

function pass(decision: Decision, set: StatefulSetObject, request: AdmissionRequest): Decision {
  if (decision.outcome !== 'deny' || !isUnchanged(set, request)) return decision;
  const { reason, message, mistakes = [{ message }] } = decision;
  return allow(reason, ...mistakes.map(mistake => mistake.message));
}

function isStatefulSetChange({ operation, resource, subResource = '' }: AdmissionRequest): boolean {
  return (
    (operation === 'CREATE' || operation === 'UPDATE') &&
    resource.resource === 'statefulsets' &&
    isStatefulSetApi(`${resource.group}/${resource.version}`) &&
    subResource === ''
  );
}

/** Undefined for one without the annotation whose shape only its own controller knows: a custom resource may have any. */
function parseIfAnnotated(object: unknown): StatefulSetObject | undefined {
  try {
    return parseStatefulSet(object, 'request.object');
  } catch (error) {
    if (isAnnotated(object)) throw error;
    return undefined;
  }
}

function isUnchanged(set: StatefulSetObject, { operation, oldObject }: AdmissionRequest): boolean {
  if (operation !== 'UPDATE') return false;
  const old = parseStatefulSet(oldObject, 'request.oldObject');
  const relevant = (one: StatefulSetObject) => [findAnnotation(one)?.text, one.spec];
  return isDeepStrictEqual(relevant(set), relevant(old));
}

/** What the pods have in common that their template does not say. */
type Place = Pick<Subject, 'namespace' | 'clusterDomain'>;

function* check(
  set: StatefulSetObject,
  text: string,
  place: Place,
  hasTime: () => boolean,
  vain: readonly string[],
): Turns<Decision> {
  try {
    const annotation = yield* readInTurns(text);
    refuseManyReserved(annotation, set.spec);
    const ofPods = new PodWarnings(annotation);
    let checked = 0;
    let parts = 0;
    let guess: readonly string[] = [];
    for (const ordinal of chooseOrdinals(set)) {
      yield;
      if (parts > MAX_PARTS_CHECKED || !hasTime()) break;
      const cost = yield* checkPod(set, ordinal, annotation, place, ofPods);
      checked += 1;
      if (typeof cost === 'number') parts += cost;
      else if (cost.outcome === 'deny') return cost;
      else if (cost.outcome === 'allow' && guess.length === 0) guess = cost.warnings;
    }
    if (annotation.mistake !== undefined) throw annotation.mistake;
    const warnings = [
      ...ofPods.list(),
      ...listWarnings(set, annotation, checked, ofPods.tried, place.clusterDomain),
    ];
    return allow(Reason.valid, ...vain, ...guess, ...warnings.map(({ message }) => message));
  } catch (error) {
    return denyFor(error);
  }
}

/** Returns what the pod would be denied for, or what can't be told yet; else the number of its parts, which is what it costs. */
function* checkPod(
  set: StatefulSetObject,
  ordinal: number,
  annotation: Annotation,
  place: Place,
  warnings: PodWarnings,
): Turns<number | Decision> {
  const pod = makePod(set, ordinal);
  const owner = { apiVersion: set.apiVersion, name: set.metadata.name, uid: '' };
  const subject = { pod, owner, ...place };
  const named = checkOrdinal(subject);
  if (typeof named !== 'number') return named;
  try {
    const configuration = workOut(subject, ordinal, annotation, set.spec);
    yield;
    const operations = yield* mountInTurns(pod, configuration);
    refuseUnselected(pod, configuration, set.spec.selector);
    yield;
    warnings.add(pod, configuration);
    return operations.length + countParts(pod.spec);
  } catch (error) {
    return excuseGuess(denyFor(error));
  }
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
