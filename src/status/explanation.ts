import { Reason } from '../admission/reason.ts';
import type { DecisionReport } from './explain-decision.ts';
import type { PodReport } from './report-pod.ts';

/** What `why -o json` prints: fields may be added, none is renamed or taken away. */
export interface Explanation {
  readonly namespace: string;
  readonly pod: string;
  /** Whether the webhook is called for it at all; null where that is not known. */
  readonly called: boolean | null;
  /** What would come of it if it were created now. */
  readonly decision: DecisionReport;
  /** What it is now; null where that is not known, or where it has nothing to do with per-pod-config. */
  readonly now: PodReport | null;
  /** What could not be told, mostly for want of a right. */
  readonly notes: readonly string[];
}

/** Whether the pod needs somebody's attention. */
export function needsAttention({ decision, now, called }: Explanation): boolean {
  return isDenied(decision) || (now?.problems.length ?? 0) > 0 || isMissed(decision, called);
}

/** One that its StatefulSet does not ask for any more misses nothing. */
function isDenied({ outcome, reason }: DecisionReport): boolean {
  return outcome === 'deny' && reason !== Reason.surplus;
}

/** It would be configured, if only the webhook were called. */
function isMissed({ outcome }: DecisionReport, called: boolean | null): boolean {
  return outcome === 'mount' && called === false;
}
