import type { CasePod, WrittenAnnotation } from './admission-case.ts';
import { buildExpectedPod } from './expected-pod.ts';
import { listFaults } from './faults.ts';
import { renderAnnotation } from './render-annotation.ts';

/** What must come of a pod. */
export type Expected =
  | { readonly outcome: 'allow' }
  | { readonly outcome: 'mount'; readonly pod: CasePod }
  /** For any of these reasons. */
  | { readonly outcome: 'deny'; readonly reasons: ReadonlySet<string> };

/**
 * Says what must come of a pod of StatefulSet `web` by what the README promises. It is written apart from the webhook and
 * imports nothing of it: where the two disagree, one of them is wrong.
 */
export function expectAdmission(
  annotation: WrittenAnnotation | null,
  ordinal: number,
  pod: CasePod,
): Expected {
  const isOwned = pod.metadata.ownerReferences.some(({ kind }) => kind === 'StatefulSet');
  if (!isOwned || annotation === null) return { outcome: 'allow' };
  const wanted = renderAnnotation(annotation, ordinal);
  const reasons = new Set(listFaults(annotation, wanted, pod));
  if (reasons.size > 0) return { outcome: 'deny', reasons };
  return { outcome: 'mount', pod: buildExpectedPod(wanted, pod) };
}
