import type { Explanation } from './explanation.ts';
import { type Circumstances, findVerdict } from './find-verdict.ts';

/** The explanation of a pod, with what becomes of it in this cluster. */
export function explainCall(
  subject: Omit<Explanation, 'called' | 'obstacle' | 'verdict'>,
  circumstances: Circumstances,
): Explanation {
  const { namespace, pod, decision, now, notes } = subject;
  const { called = null, why, effect } = circumstances.call;
  const isOpen = effect === undefined && why !== undefined;
  return {
    namespace,
    pod,
    called,
    verdict: findVerdict(decision, circumstances),
    obstacle: effect === undefined ? null : (why ?? null),
    decision,
    now,
    notes: isOpen ? [...notes, `cannot tell whether the webhook is called: ${why}`] : notes,
  };
}
