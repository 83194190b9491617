import fc from 'fast-check';
import type { AdmissionCase } from './admission-case.ts';
import { arbitraryAnnotation } from './arbitrary-annotation.ts';

/** One case's annotation, or one that is made, for another's pod. */
export function arbitraryCross(cases: readonly AdmissionCase[]) {
  const one = fc.constantFrom(...cases);
  const annotation = fc.oneof(
    one.map(found => found.annotation),
    arbitraryAnnotation,
  );
  return fc
    .record({ one, annotation, other: one })
    .map(({ one: { owner, ordinal, pod }, annotation: ours, other: { later } }) => ({
      owner,
      ordinal,
      annotation: ours,
      pod,
      later,
    }));
}
