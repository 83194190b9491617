import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './find-mutants.ts';
import { makeFindTests } from './find-tests.ts';
import { listTests } from './list-files.ts';
import { tryMutants } from './try-mutants.ts';

/** Where it is told: survivors to stdout, each as soon as it is known, and on a terminal how far the work is. */
export interface Streams {
  readonly stdout: { write(text: string): void };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): void };
}

/**
 * Tries all mutants and tells which of them no test notices. Gives whether enough are noticed.
 *
 * @throws Error when a test does not pass without any change, either.
 */
export async function reportSurvivors(
  root: string,
  mutants: readonly Mutant[],
  jobs: number,
  { stdout, stderr }: Streams,
): Promise<boolean> {
  const findTests = makeFindTests(listTests(root), file => readFileSync(join(root, file), 'utf8'));
  const draw = (text: string) => stderr.isTTY && stderr.write(`\r${text}\u001b[K`);
  let done = 0;
  let caught = 0;
  const onDone = (mutant: Mutant, isCaught: boolean) => {
    done += 1;
    if (isCaught) caught += 1;
    draw('');
    if (!isCaught) stdout.write(describe(mutant));
    draw(`${done} of ${mutants.length} changes, ${done - caught} not noticed`);
  };
  await tryMutants(mutants, { root, findTests, jobs, onDone });
  draw('');
  const score = done === 0 ? 100 : (100 * caught) / done;
  stdout.write(`${caught} of ${done} changes noticed: ${score.toFixed(1)} %, expected at least ${LEAST} %\n`);
  return score >= LEAST;
}

/** Of a hundred changes. */
const LEAST = 92;

/** As compilers write it. */
function describe({ file, line, column, from, to }: Mutant): string {
  return `${file}:${line}:${column}: ${from} → ${to}\n`;
}
