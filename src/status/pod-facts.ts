import type { Pod } from '../admission/pod.ts';
import type { NewPod } from './create-anew.ts';
import type { Call } from './find-call.ts';
import type { Sent } from './is-called.ts';
import type { PodMount } from './list-mounts.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';
import type { Match } from './match-pod.ts';
import type { Origin } from './origin.ts';
import type { Reading } from './reading.ts';

/** A pod of a StatefulSet and all that its report is made from. */
export interface PodFacts {
  readonly set: LiveStatefulSet;
  readonly name: string;
  readonly ordinal: number;
  readonly live: Reading<LivePod>;
  /** What a new one is made from. */
  readonly origin: Origin;
  readonly anew: NewPod;
  /** The same as its controller sends it, before the webhook sees it. */
  readonly sent: Pod;
  /** What its annotation asks for, where that was changed since the pod was created. */
  readonly says?: NewPod | undefined;
  /** Not asked for by `replicas`: it is on its way out. */
  readonly surplus: boolean;
  /** The pod that must be ready before this one is created, if there is one. */
  readonly awaited: string | undefined;
  /** Whether the webhook is called for it; undefined where that is not known. */
  readonly called: boolean | undefined;
  /** The same, and why, where it was read. */
  readonly call?: Call;
}

export interface MountReport extends PodMount {
  /** Whether the ConfigMap or Secret is there; null where that is not known, or where there is no object. */
  readonly exists: boolean | null;
}

/** What becomes of a pod, and of which StatefulSet it is. */
export type CallOf = (pod: Sent, set?: LiveStatefulSet) => Call;

export function withCalls(pods: readonly PodFacts[], callOf: CallOf): PodFacts[] {
  return pods.map(pod => ({ ...pod, call: callOf(pod.sent, pod.origin.set) }));
}

/** A pod that is there, what it has, and what it would get if it were created now. */
export interface LiveFacts extends PodFacts {
  readonly live: LivePod;
  readonly configuration: Match;
  readonly mounts: readonly MountReport[];
  readonly gets: readonly MountReport[];
}
