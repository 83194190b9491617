import type { Explanation } from './explanation.ts';
import type { Call } from './find-call.ts';
import { findVerdict } from './find-verdict.ts';

/**
 * The explanation of a pod, with what becomes of it in this cluster.
 *
 * @param absence why its StatefulSet has no such pod.
 */
export function explainCall(
  subject: Omit<Explanation, 'called' | 'obstacle' | 'verdict'>,
  call: Call,
  absence?: string,
): Explanation {
  const { namespace, pod, decision, now, notes } = subject;
  const { called = null, why, effect } = call;
  const isOpen = effect === undefined && why !== undefined;
  return {
    namespace,
    pod,
    called,
    verdict: findVerdict(decision, call, absence),
    obstacle: effect === undefined ? null : (why ?? null),
    decision,
    now,
    notes: isOpen ? [...notes, `cannot tell whether the webhook is called: ${why}`] : notes,
  };
}
