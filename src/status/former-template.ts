import { findStartFor, startingAt } from '../admission/find-start.ts';
import { countBelow } from '../admission/list-ordinals.ts';
import { isKruiseApi } from '../admission/owner.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import { findAnnotationPlace } from './find-annotation-place.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';
import { UNKNOWN } from './reading.ts';

/**
 * Whether some pods are made from an earlier template than the present one. Until the controller has seen the latest
 * change, its status cannot tell.
 */
export function hasFormer(set: LiveStatefulSet): boolean {
  const { currentRevision = '', updateRevision } = set.status ?? {};
  if (partitionOf(set) === 0 || currentRevision === '') return false;
  return currentRevision !== updateRevision || isBehind(set);
}

/** Whether the template that a partition keeps is annotated, as far as that was read. */
export function isFormerAnnotated(set: LiveStatefulSet): boolean {
  const { former, spec } = set;
  if (former === undefined || former === UNKNOWN) return false;
  return findAnnotationPlace({ ...set, spec: { ...spec, template: former } }) !== undefined;
}

/** Whether the controller has yet to see the latest change of the StatefulSet. */
export function isBehind({ metadata, status }: LiveStatefulSet): boolean {
  return (metadata.generation ?? 0) > (status?.observedGeneration ?? metadata.generation ?? 0);
}

/**
 * Whether a new pod of an ordinal is made from the current revision rather than from the update revision: as
 * `newVersionedStatefulSetPod` in pkg/controller/statefulset of Kubernetes and of OpenKruise has it. OpenKruise counts
 * the pods below, without ordinals that are reserved; Kubernetes reserves none.
 *
 * @param pods all of the StatefulSet's: OpenKruise's `unorderedUpdate` keeps any pods, as many as the partition says.
 */
export function isKept(set: LiveStatefulSet, ordinal: number, pods: readonly LivePod[]): boolean {
  const partition = partitionOf(set);
  if (isUnordered(set)) return countFormer(set, ordinal, pods) < partition;
  const start = findStartFor(set.apiVersion, set, ordinal);
  return countBelow({ spec: startingAt(set.spec, start) }, ordinal) < partition;
}

/** Whether the place of a pod says nothing about its revision. */
export function isUnordered({ apiVersion, spec }: LiveStatefulSet): boolean {
  return isKruiseApi(apiVersion) && spec.updateStrategy?.rollingUpdate?.unorderedUpdate != null;
}

/** Only a rolling update has one. */
export function partitionOf({ spec: { updateStrategy } }: LiveStatefulSet): number {
  const { type, rollingUpdate } = updateStrategy ?? {};
  return (type ?? 'RollingUpdate') === 'RollingUpdate' ? Number(rollingUpdate?.partition ?? 0) : 0;
}

function countFormer(
  { metadata, status }: LiveStatefulSet,
  ordinal: number,
  pods: readonly LivePod[],
): number {
  return pods.filter(
    pod =>
      pod.metadata.name !== `${metadata.name}-${ordinal}` &&
      pod.metadata.labels?.[REVISION_LABEL] !== status?.updateRevision,
  ).length;
}
