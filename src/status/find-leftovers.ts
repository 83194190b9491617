import { findOrdinal } from '../admission/ordinal.ts';
import { STATUS_ANNOTATION } from '../admission/status.ts';
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
    .filter(({ set }) => set === undefined || findAnnotationPlace(set) === undefined)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Whether the webhook has configured a pod that is not being deleted. */
export function isConfigured({ metadata }: LivePod): boolean {
  return metadata.deletionTimestamp === undefined && metadata.annotations?.[STATUS_ANNOTATION] !== undefined;
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
