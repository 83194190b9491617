import { findOrdinal } from '../admission/ordinal.ts';
import { readStatus } from '../admission/read-status.ts';
import { STATUS_ANNOTATION } from '../admission/status.ts';
import { confirmStatus } from './confirm-status.ts';
import { findAnnotationPlace } from './find-annotation-place.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';

/** A pod that has a configuration which no annotation asks for any more. */
export interface Leftover {
  readonly pod: LivePod;
  /** Its StatefulSet, if that is its controller, and exists. */
  readonly set: LiveStatefulSet | undefined;
}

/**
 * Finds the pods that the webhook has configured, and that have no annotated StatefulSet now. Those that are being deleted are
 * left out.
 *
 * @param pods by the uid of their controller.
 * @param sets by their uid.
 */
export function findLeftovers(
  pods: Iterable<LivePod>,
  sets: ReadonlyMap<string, LiveStatefulSet>,
): Leftover[] {
  return [...pods]
    .filter(isConfigured)
    .map(pod => ({ pod, set: sets.get(findController(pod)?.uid ?? '') }))
    .filter(one => one.set === undefined || isForgotten(one.pod, one.set))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** A status that its template has would be on the next pod, too. */
function isForgotten({ metadata }: LivePod, set: LiveStatefulSet): boolean {
  const { annotations } = set.spec.template.metadata ?? {};
  const isCopied = annotations?.[STATUS_ANNOTATION] === metadata.annotations?.[STATUS_ANNOTATION];
  return findAnnotationPlace(set) === undefined && !isCopied;
}

/** Whether the webhook has configured a pod that is not being deleted. What cannot be read any more may have been its status. */
export function isConfigured(pod: LivePod): boolean {
  const { deletionTimestamp, annotations } = pod.metadata;
  if (deletionTimestamp !== undefined || annotations?.[STATUS_ANNOTATION] === undefined) return false;
  return readStatus(pod) === undefined || confirmStatus(pod) !== undefined;
}

export function findController({ metadata }: LivePod) {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** By namespace and StatefulSet, and then by ordinal. */
function keyOf({ pod: { metadata } }: Leftover): string {
  const { namespace, name } = metadata;
  const set = name.slice(0, name.lastIndexOf('-'));
  return [namespace, set, String(findOrdinal(name, set) ?? 0).padStart(10, '0'), name].join('/');
}
