import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface MutationOptions {
  /** Undefined for the core. */
  readonly files: readonly string[] | undefined;
  readonly since: string | undefined;
  /** Undefined for all mutants. */
  readonly sample: number | undefined;
  readonly seed: number;
  readonly jobs: number;
  readonly help: boolean;
}

export const HELP = `Usage: npm run test:mutation -- [--files GLOB]... [--since REVISION] [--sample N [--seed N]] [--jobs N]

Changes conditions, operators and limits of the core, one at a time, and prints each change that no test notices.

  --files GLOB      files to change in place of the core; can be repeated
  --since REVISION  only files that have changed since then, for example HEAD or main
  --sample N        only so many changes, drawn at random
  --seed N          what to draw by, 1 without it
  --jobs N          tests that run at once, one for each core without it

Exit code: 0 when at least 92 % are noticed, 1 when fewer, 2 when called in a wrong way or when tests fail without a change.
`;

/** @throws Error saying which flag is not what it must be. */
export function readOptions(args: readonly string[]): MutationOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      files: { type: 'string', multiple: true },
      since: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { files, since, sample, seed, jobs, help } = values;
  return {
    files,
    since,
    sample: sample === undefined ? undefined : readNumber('--sample', sample),
    seed: readNumber('--seed', seed),
    jobs: readNumber('--jobs', jobs),
    help,
  };
}

function readNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`${flag}: expected a whole number from 1, got "${text}"`);
}
