import { findInPlacePolicy } from '../admission/warn-of-in-place.ts';
import { REVISION_LABEL } from '../annotation/revision-label.ts';
import { isBehind } from './former-template.ts';
import { isReady } from './is-ready.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';
import type { Origin } from './origin.ts';

/** A pod that is there, and what a new one is made from. */
interface Updated {
  readonly set: LiveStatefulSet;
  readonly live: LivePod;
  readonly origin: Origin;
}

/** How a pod becomes what a new one would be. */
export interface Remedy {
  /** Goes on from "re-created, it gets …;". */
  readonly text: string;
  /** Whether it is for a person to delete the pod. */
  readonly deletion: boolean;
}

/** The controller deletes pods of a former template by itself, unless something keeps it from that. */
export function findRemedy(facts: Updated): Remedy {
  const { set, live, origin } = facts;
  const { namespace, name } = live.metadata;
  const command = `kubectl delete pod ${name} -n ${namespace}`;
  if (origin.set !== set && isOf(live, set.status?.updateRevision)) {
    return { text: `lower the partition and it stays as it is, or ${command}`, deletion: false };
  }
  const type = set.spec.updateStrategy?.type ?? 'RollingUpdate';
  if (origin.kept || !isFormer(set, live)) return { text: command, deletion: true };
  if (type === 'Recreate') return { text: RECREATE, deletion: false };
  if (type !== 'RollingUpdate') return { text: command, deletion: true };
  return findRolling(facts, command);
}

const RECREATE = 'updateStrategy Recreate will do that, with all pods of a former template at once';

function findRolling({ set, live }: Updated, command: string): Remedy {
  if (set.spec.updateStrategy?.rollingUpdate?.paused === true) {
    return { text: 'the rolling update will do that once it is no longer paused', deletion: false };
  }
  // The controller waits for each pod to be ready before it looks at what is to be updated.
  if (set.spec.podManagementPolicy !== 'Parallel' && !isReady(live)) {
    return { text: `${command}, as the rolling update waits until it is ready`, deletion: true };
  }
  if (findInPlacePolicy(set.spec) === undefined) {
    return { text: 'the rolling update will do that', deletion: false };
  }
  const text = `the rolling update will do that unless it can update the pod in place; then ${command}`;
  return { text, deletion: false };
}

/** Of a template before the present one, as far as that is known. */
function isFormer(set: LiveStatefulSet, live: LivePod): boolean {
  const latest = set.status?.updateRevision;
  const revision = live.metadata.labels?.[REVISION_LABEL];
  if (revision === undefined || latest === undefined) return false;
  return revision !== latest || isBehind(set);
}

function isOf({ metadata }: LivePod, revision: string | undefined): boolean {
  return metadata.labels?.[REVISION_LABEL] === revision;
}
