import fc from 'fast-check';
import { readCorpus } from '../corpus.ts';
import { type AdmissionCase, readCase } from './admission-case.ts';
import { arbitraryCase } from './arbitrary-case.ts';
import { arbitraryCross } from './arbitrary-cross.ts';
import { arbitraryTwin } from './arbitrary-twin.ts';

const samples: readonly AdmissionCase[] = readCorpus('admissions').flatMap(
  ({ text }) => readCase(text) ?? [],
);

/** Texts of cases. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: arbitraryCase },
    { weight: 2, arbitrary: arbitraryTwin(arbitraryCase) },
    { weight: 1, arbitrary: arbitraryCross(samples) },
  )
  .map(one => JSON.stringify(one));
