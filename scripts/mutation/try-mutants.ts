import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from './find-mutants.ts';
import type { FindTests } from './find-tests.ts';
import { type Outcome, runTest } from './run-test.ts';

export interface Trial {
  /** The root of the project. */
  readonly root: string;
  readonly findTests: FindTests;
  /** How many tests run at once. */
  readonly jobs: number;
  /** Told of each mutant, in whatever order they are done. */
  readonly onDone: (mutant: Mutant, isCaught: boolean) => void;
}

/**
 * Runs the tests of each mutant until one notices it. One that hangs has been noticed.
 *
 * @throws Error when a test does not pass without any change, either.
 */
export async function tryMutants(mutants: readonly Mutant[], trial: Trial): Promise<void> {
  const limits = new Map<string, Promise<number>>();
  const run = async (test: string, mutant: Mutant): Promise<Outcome> => {
    const path = resolve(trial.root, test);
    const limit = limits.get(test) ?? measureLimit(path, test);
    limits.set(test, limit);
    const url = pathToFileURL(resolve(trial.root, mutant.file)).href;
    return runTest(path, { url, source: mutant.source }, await limit);
  };
  const isCaught = async (mutant: Mutant) => {
    for (const test of trial.findTests(mutant.file)) {
      if ((await run(test, mutant)) !== 'passed') return true;
    }
    return false;
  };
  const queue = mutants.values();
  const work = async () => {
    for (const mutant of queue) trial.onDone(mutant, await isCaught(mutant));
  };
  await Promise.all(Array.from({ length: trial.jobs }, work));
}

/** Milliseconds after which a test hangs, by how long it takes when all is well. */
async function measureLimit(path: string, test: string): Promise<number> {
  const start = performance.now();
  const outcome = await runTest(path, undefined, LONGEST);
  if (outcome !== 'passed') {
    throw new Error(
      `${test} ${outcome} without any change: expected tests that pass. Mend it, then try again`,
    );
  }
  return Math.ceil(SLACK + TIMES * (performance.now() - start));
}

const LONGEST = 120_000;
const SLACK = 5_000;
const TIMES = 5;
