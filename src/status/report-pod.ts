import type { LeftOut } from '../annotation/pod-configuration.ts';
import { confirmStatus, readNewStatus } from './confirm-status.ts';
import type { NewPod } from './create-anew.ts';
import { listLeftOut } from './describe-left-out.ts';
import { describeState } from './describe-state.ts';
import { explainLive, mustBeDeleted } from './explain-live.ts';
import { explainMissing } from './explain-missing.ts';
import { isLeaving, isReplaced } from './is-leaving.ts';
import { listMounts, type PodMount } from './list-mounts.ts';
import type { LiveEvent, LivePod } from './live-objects.ts';
import { Match, matchPod } from './match-pod.ts';
import { explainSince } from './patched/explain-since.ts';
import type { MountReport, PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** One pod of a StatefulSet: what it has, or would get where it is not there. */
export interface PodReport {
  readonly name: string;
  readonly ordinal: number;
  /** As `kubectl get pods` shows it; `missing` for a pod that is not there, `unknown` if we may not look. */
  readonly state: string;
  /** Null for a pod that is not there, or that is on its way out. */
  readonly configuration: Match | null;
  /** Whether to delete the pod is what makes it up to date. */
  readonly recreate: boolean;
  readonly mounts: readonly MountReport[];
  /** Names of the fields that patches have set in it or removed from it, or would. */
  readonly patched: readonly string[];
  /** Elements of the annotation whose `when` was false for it when it was created, or would be. */
  readonly leftOut: readonly LeftOut[];
  /** What needs attention, each a sentence. */
  readonly problems: readonly string[];
  /** What others have changed in what patches set, each a sentence. */
  readonly notes: readonly string[];
}

/** Whether an object of the pods' namespace is there; undefined where that is not known. */
export type Exists = (kind: 'ConfigMap' | 'Secret', name: string) => boolean | undefined;

export function reportPod(facts: PodFacts, exists: Exists, events: Reading<readonly LiveEvent[]>): PodReport {
  const { name, ordinal, live } = facts;
  if (live !== undefined && live !== UNKNOWN) return reportThere({ ...facts, live }, exists, events);
  const mounts = reportNew(facts.anew, exists);
  const leftOut = listLeftOut(facts.anew.decision);
  const { patched = [] } = readNewStatus(facts.anew) ?? {};
  const problems = explainMissing(facts, mounts, events);
  const state = live === undefined ? 'missing' : 'unknown';
  const report = { name, ordinal, state, configuration: null, recreate: false, mounts, patched, leftOut };
  return { ...report, problems, notes: [] };
}

function reportThere(
  facts: PodFacts & { readonly live: LivePod },
  exists: Exists,
  events: Reading<readonly LiveEvent[]>,
): PodReport {
  const { name, ordinal, live, anew, origin } = facts;
  const configuration = origin.known ? matchPod(live, anew) : Match.unknown;
  const mounts = reportMounts(listMounts(live), exists);
  const found = { ...facts, live, configuration, mounts, gets: reportNew(anew, exists) };
  const { patched = [], leftOut = [] } = confirmStatus(live) ?? {};
  const report = { name, ordinal, state: describeState(live), mounts, patched, leftOut };
  if (isLeaving(facts)) return { ...report, configuration: null, recreate: false, problems: [], notes: [] };
  return {
    ...report,
    configuration: isReplaced(live) ? null : configuration,
    recreate: !isReplaced(live) && mustBeDeleted(found),
    problems: explainLive(found, events),
    notes: origin.known && !isReplaced(live) ? explainSince(live, anew).notes : [],
  };
}

function reportNew(anew: NewPod, exists: Exists): MountReport[] {
  return reportMounts(listMounts(anew.pod, readNewStatus(anew)), exists);
}

function reportMounts(mounts: readonly PodMount[], exists: Exists): MountReport[] {
  return mounts.map(mount => ({ ...mount, exists: checkExistence(mount, exists) ?? null }));
}

function checkExistence({ kind, names: [name = ''] }: PodMount, exists: Exists): boolean | undefined {
  return kind === 'ConfigMap' || kind === 'Secret' ? exists(kind, name) : undefined;
}
