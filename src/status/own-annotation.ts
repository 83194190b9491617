import { findInPlacePolicy } from '../admission/warn-of-in-place.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { hashAnnotation } from '../annotation/hash-annotation.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import { confirmStatus } from './confirm-status.ts';
import { isBehind } from './former-template.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';

/**
 * The annotation of a pod that a new one in its place gets again, whatever the template has. Undefined where the template
 * decides.
 *
 * @param set as a new pod is made from it.
 */
export function findRepeated(set: LiveStatefulSet, live: LivePod): string | undefined {
  return isGiven(set, live) ? ownOf(live) : undefined;
}

export const REPEATED =
  'a new pod is taken to get the annotation that this one has, and not that of the template: another webhook gave it';

/** A pod's annotation that was changed since it was created, which changes nothing else in it. */
export function findChanged(live: LivePod): string | undefined {
  return isChanged(live) ? ownOf(live) : undefined;
}

/**
 * Whether another webhook wrote it when the pod was created, such as OpenKruise's for a WorkloadSpread: the template that the
 * pod was made from has another one, or none, and it was configured by this one.
 */
function isGiven(set: LiveStatefulSet, live: LivePod): boolean {
  const own = ownOf(live);
  const isConfigured = own !== undefined && confirmStatus(live) !== undefined;
  return isConfigured && isOf(set, live) && own !== textOf(set) && !isChanged(live);
}

/**
 * Whether another webhook gave it one that was changed since: the one that the pod was configured by is neither that of its
 * template, nor written on it any more. An update in place leaves the same behind.
 */
export function isLost(set: LiveStatefulSet, live: LivePod): boolean {
  const text = textOf(set);
  const hash = confirmStatus(live)?.annotationHash;
  if (text === undefined || hash === undefined || findInPlacePolicy(set.spec) !== undefined) return false;
  return isOf(set, live) && isChanged(live) && ownOf(live) !== text && hash !== hashAnnotation(text);
}

export const LOST =
  'cannot tell what a new pod gets: another webhook gave this one an annotation, which was changed since';

/** Whether another webhook took it off when the pod was created: the template has one. */
export function isStripped(set: LiveStatefulSet, live: LivePod): boolean {
  const isBare = ownOf(live) === undefined && confirmStatus(live) === undefined;
  return isBare && isOf(set, live) && textOf(set) !== undefined;
}

/** Whether the pod was made from just this template, as far as is known. */
function isOf(set: LiveStatefulSet, live: LivePod): boolean {
  const revision = live.metadata.labels?.[REVISION_LABEL];
  return revision !== undefined && revision === set.status?.updateRevision && !isBehind(set);
}

function textOf({ spec }: LiveStatefulSet): string | undefined {
  return spec.template.metadata?.annotations?.[ANNOTATION_KEY];
}

/** By the hash of the one that the pod was configured by. */
function isChanged(live: LivePod): boolean {
  const own = ownOf(live);
  const status = confirmStatus(live);
  return own !== undefined && status !== undefined && hashAnnotation(own) !== status.annotationHash;
}

export function ownOf({ metadata }: LivePod): string | undefined {
  return metadata.annotations?.[ANNOTATION_KEY];
}
