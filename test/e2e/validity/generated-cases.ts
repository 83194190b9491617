import fc from 'fast-check';
import { readCase } from '../../fuzz/admissions/admission-case.ts';
import { arbitraryText } from '../../fuzz/admissions/arbitrary-text.ts';
import { makeValidityCase, type Owner, type ValidityCase } from './validity-case.ts';

/** Cases of the fuzzer, for pods of a StatefulSet that are annotated: the others are left as they are. */
export function generateCases(seed: number, numRuns: number, owner: Owner): ValidityCase[] {
  const texts = fc.sample(arbitraryText, { seed, numRuns });
  return texts.flatMap(text => {
    const { annotation = null, ordinal, pod } = readCase(text) ?? {};
    if (annotation === null || pod === undefined) return [];
    const { annotations, spec } = pod;
    // A template may not have what an earlier call writes.
    const kept = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('per-pod-config/'));
    const parts = { name: `${owner.name}-${ordinal}`, annotations: Object.fromEntries(kept), ...spec };
    return [makeValidityCase(annotation, parts, owner)];
  });
}
