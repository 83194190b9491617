import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly rounds: number;
  /** Of a turn. */
  readonly seconds: number;
  /** How many times the webhook is started. */
  readonly starts: number;
  /** Seconds from the end of the load until the memory is looked at: V8 gives back what it has not needed for a while. */
  readonly rest: number;
  readonly output: 'table' | 'json';
  readonly help: boolean;
}

export const HELP = `Usage: npm run bench -- [--quick] [--rounds N] [--seconds N] [-o table|json]

Measures the webhook beside a bare node:https server that does the same by hand, in turns, and ends with 1
when a target is missed, 2 when it cannot be measured. Linux only.

  --rounds N    how many turns each server has for one figure, 5 without it
  --seconds N   how long a turn takes, 2 without it
  --quick       a smoke test of some seconds: its figures mean nothing
  -o, --output  table (the default) or json
`;

/** @throws Error saying which flag is not what it must be. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      output: { type: 'string', short: 'o', default: 'table' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { quick, output, help } = values;
  if (output !== 'table' && output !== 'json') {
    throw new Error(`--output: expected table or json, got "${output}"`);
  }
  return {
    rounds: readNumber('--rounds', values.rounds ?? (quick ? '1' : '5')),
    seconds: readNumber('--seconds', values.seconds ?? (quick ? '0.1' : '2')),
    starts: quick ? 1 : 9,
    rest: quick ? 0 : 10,
    output,
    help,
  };
}

function readNumber(flag: string, text: string): number {
  const number = Number(text);
  if (number > 0 && number <= MOST) return number;
  throw new Error(`${flag}: expected a number above 0 and up to ${MOST}, got "${text}"`);
}

const MOST = 1_000;
