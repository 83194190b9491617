// Tries mutants of a corpus until the time is over or one does harm, and says so. What never ends, or takes
// all memory, its maker finds out.
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { readCorpus } from './corpus.ts';
import { CurrentInput } from './current-input.ts';
import type { FuzzOptions, Harm } from './fuzz.ts';
import { arbitraryMutant } from './mutants.ts';
import { readInTime } from './read-in-time.ts';
import { TARGETS } from './targets.ts';

const {
  name,
  seconds,
  count = Number.MAX_SAFE_INTEGER,
  seed,
  buffer,
} = workerData as FuzzOptions & { buffer: SharedArrayBuffer };
const target = TARGETS[name];
const current = new CurrentInput(buffer);
const corpus = readCorpus(name).map(({ text }) => text);

const { counterexample, errorInstance } = await fc.check(
  fc.asyncProperty(arbitraryText(), async text => {
    current.text = text;
    await readInTime(target, text);
  }),
  { seed, numRuns: count, interruptAfterTimeLimit: seconds * 1_000 },
);
parentPort?.postMessage(
  counterexample === null
    ? undefined
    : ({ text: counterexample[0], error: String((errorInstance as Error).stack) } satisfies Harm),
);

function arbitraryText(): fc.Arbitrary<string> {
  const mutant = arbitraryMutant(corpus, target.notation);
  if (target.made === undefined) return mutant;
  return fc.oneof({ weight: 3, arbitrary: target.made }, { weight: 1, arbitrary: mutant });
}
