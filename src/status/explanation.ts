import type { DecisionReport } from './explain-decision.ts';
import type { Verdict } from './find-verdict.ts';
import type { PodReport } from './report-pod.ts';

/** What `why -o json` prints: fields may be added, none is renamed or taken away. */
export interface Explanation {
  readonly namespace: string;
  readonly pod: string;
  /** Whether the webhook is called for it at all; null where that is not known. */
  readonly called: boolean | null;
  /** What happens if it is created now, in this cluster, or by these files. */
  readonly verdict: Verdict;
  /** Why the webhook would not decide on it; null where it would, as far as is known. */
  readonly obstacle: string | null;
  /** What the webhook decides, if it is asked. */
  readonly decision: DecisionReport;
  /** What it is now; null where that is not known, or where it has nothing to do with per-pod-config. */
  readonly now: PodReport | null;
  /** What could not be told, mostly for want of a right. */
  readonly notes: readonly string[];
}

/** Whether the pod needs attention: it is not created, is created without its configuration, or has a problem. */
export function needsAttention({ verdict: { result }, now }: Explanation): boolean {
  if ((now?.problems.length ?? 0) > 0) return true;
  // One that is there is deleted by the controller.
  return result === 'absent' ? now === null : !SOUND.includes(result);
}

const SOUND: readonly Verdict['result'][] = ['configured', 'unchanged', 'open'];
