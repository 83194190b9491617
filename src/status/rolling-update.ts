import { findStartFor } from '../admission/find-start.ts';
import { findInPlacePolicy } from '../admission/warn-of-in-place.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';

/** A pod that is there, and what a rolling update of its StatefulSet may do with it. */
interface Updated {
  readonly set: LiveStatefulSet;
  readonly live: LivePod;
  readonly ordinal: number;
}

/** A rolling update re-creates the pods of a former template, down to its partition, and no others. */
export function findRemedy(facts: Updated): string {
  const { set, live, ordinal } = facts;
  const { namespace, name } = live.metadata;
  const command = `kubectl delete pod ${name} -n ${namespace}`;
  if (!isRolling(facts) || ordinal < findFirstRolled(facts)) return command;
  if (findInPlacePolicy(set.spec) === undefined) return 'the rolling update will do that';
  return `the rolling update will do that unless it can update the pod in place; then ${command}`;
}

/** Whether the partition of a rolling update keeps a pod, and one created in its place, at the former template. */
export function isKept(facts: Updated): boolean {
  const { set, live, ordinal } = facts;
  const isFormer = live.metadata.labels?.[REVISION_LABEL] === set.status?.currentRevision;
  return isRolling(facts) && isFormer && ordinal < findFirstRolled(facts);
}

function isRolling({ set, live }: Updated): boolean {
  const revision = live.metadata.labels?.[REVISION_LABEL];
  const latest = set.status?.updateRevision;
  return (
    set.spec.updateStrategy?.type !== 'OnDelete' &&
    revision !== undefined &&
    latest !== undefined &&
    revision !== latest
  );
}

function findFirstRolled({ set, ordinal }: Updated): number {
  const partition = Number(set.spec.updateStrategy?.rollingUpdate?.partition ?? 0);
  return partition + findStartFor(set.apiVersion, set, ordinal);
}
