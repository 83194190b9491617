import { findStart } from '../admission/find-start.ts';
import { findOrdinal } from '../admission/ordinal.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';

/** The ordinal that a StatefulSet's pods begin with, as far as those that there are tell. */
export function findLiveStart(set: LiveStatefulSet, pods: readonly LivePod[]): number {
  return findStart(set.apiVersion, set, listKept(set, pods));
}

/** That OpenKruise leaves the start alone, where pods below it show that. */
export function explainStart(set: LiveStatefulSet, pods: readonly LivePod[]): string[] {
  const start = set.spec.ordinals?.start ?? 0;
  const below = listKept(set, pods).filter(ordinal => ordinal < start);
  if (below.length === 0 || findLiveStart(set, pods) === start) return [];
  const first = `${shortLine(set.metadata.name)}-${Math.min(...below)}`;
  return [`${first} is below ordinals.start (${start}): OpenKruise ${IGNORES}`];
}

const IGNORES =
  'ignores the start unless its feature gate StatefulSetStartOrdinal is on, and counts the pods from 0; turn the gate on, or take ordinals.start out';

/** Without those that are on their way out. */
function listKept({ metadata: { name } }: LiveStatefulSet, pods: readonly LivePod[]): number[] {
  return pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ metadata }) => findOrdinal(metadata.name, name))
    .filter(ordinal => ordinal !== undefined);
}
