import type { Pod } from '../admission/pod.ts';
import { describeState } from './describe-state.ts';
import { explainLive } from './explain-live.ts';
import { explainMissing } from './explain-missing.ts';
import { listMounts, type PodMount } from './list-mounts.ts';
import type { LiveEvent } from './live-objects.ts';
import { type Match, matchPod } from './match-pod.ts';
import type { MountReport, PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** One pod of a StatefulSet: what it has, or would get where it is not there. */
export interface PodReport {
  readonly name: string;
  readonly ordinal: number;
  /** As `kubectl get pods` shows it; `missing` for a pod that is not there, `unknown` if we may not look. */
  readonly state: string;
  /** Null for a pod that is not there, and for one that is on its way out. */
  readonly configuration: Match | null;
  readonly mounts: readonly MountReport[];
  /** What needs attention, each a sentence. */
  readonly problems: readonly string[];
}

/** Whether an object of the pods' namespace is there; undefined where that is not known. */
export type Exists = (kind: 'ConfigMap' | 'Secret', name: string) => boolean | undefined;

export function reportPod(facts: PodFacts, exists: Exists, events: Reading<readonly LiveEvent[]>): PodReport {
  const { name, ordinal, live, anew } = facts;
  const gets = reportMounts(anew.pod, exists);
  if (live === undefined || live === UNKNOWN) {
    const problems = explainMissing(facts, gets, events);
    const state = live === undefined ? 'missing' : 'unknown';
    return { name, ordinal, state, configuration: null, mounts: gets, problems };
  }
  const configuration = matchPod(live, anew);
  const mounts = reportMounts(live, exists);
  const problems = explainLive({ ...facts, live, configuration, mounts, gets }, events);
  const shown = facts.surplus ? null : configuration;
  return { name, ordinal, state: describeState(live), configuration: shown, mounts, problems };
}

function reportMounts(pod: Pod, exists: Exists): MountReport[] {
  return listMounts(pod).map(mount => ({ ...mount, exists: checkExistence(mount, exists) ?? null }));
}

function checkExistence({ kind, names: [name = ''] }: PodMount, exists: Exists): boolean | undefined {
  return kind === 'ConfigMap' || kind === 'Secret' ? exists(kind, name) : undefined;
}
