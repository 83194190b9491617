import { readStatus } from '../admission/read-status.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { hashAnnotation } from '../annotation/hash-annotation.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';
import { isKept } from './rolling-update.ts';

/**
 * The annotation of a pod that a new one in its place gets again, whatever the template has now; null for none at all.
 * Undefined where the template decides.
 */
export function findRepeated(
  set: LiveStatefulSet,
  live: LivePod,
  ordinal: number,
): string | null | undefined {
  const own = ownOf(live);
  if (isChanged(live)) return undefined;
  if (isKept({ set, live, ordinal })) return own ?? null;
  return isGiven(set, live) ? own : undefined;
}

export const REPEATED =
  'a new pod is taken to get the annotation that this one has, and not that of the present template: another webhook gave it, or the partition of the rolling update keeps the former template';

/** A pod's annotation that was changed since it was created, which changes nothing else in it. */
export function findChanged(live: LivePod): string | undefined {
  return isChanged(live) ? ownOf(live) : undefined;
}

/**
 * Whether another webhook wrote it when the pod was created, such as OpenKruise's for a WorkloadSpread: the template that the
 * pod was made from has another one, or none, and it was configured by this one.
 */
function isGiven({ spec, status }: LiveStatefulSet, live: LivePod): boolean {
  const own = ownOf(live);
  const revision = live.metadata.labels?.[REVISION_LABEL];
  const isLatest = revision !== undefined && revision === status?.updateRevision;
  const isOfTemplate = own === spec.template.metadata?.annotations?.[ANNOTATION_KEY];
  return own !== undefined && readStatus(live) !== undefined && isLatest && !isOfTemplate;
}

/** By the hash of the one that the pod was configured by. */
function isChanged(live: LivePod): boolean {
  const own = ownOf(live);
  const status = readStatus(live);
  return own !== undefined && status !== undefined && hashAnnotation(own) !== status.annotationHash;
}

function ownOf({ metadata }: LivePod): string | undefined {
  return metadata.annotations?.[ANNOTATION_KEY];
}
