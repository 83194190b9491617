// npm run fuzz: tries mutants of the corpus for a minute, or as long as --seconds says.
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { keepSample } from './corpus.ts';
import { fuzz } from './fuzz.ts';
import { TARGET_NAMES, type TargetName } from './targets.ts';

const HELP = `Usage: npm run fuzz -- [--seconds N] [--target NAME] [--seed N]

  --seconds N    how long in all, 60 without it
  --target NAME  ${TARGET_NAMES.join(', ')}; all in turn without it
  --seed N       what to begin with; printed, so that a run can be repeated

A text that does harm is kept in test/fuzz/corpus, which npm test tries as a whole.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') return say(options, 2);
  if (options.help) return say(HELP, 0);
  for (const name of options.targets) {
    if (!(await run(name, options.seconds / options.targets.length, options.seed))) return 1;
  }
  return 0;
}

/** What the flags say, or what is wrong with them. */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        seconds: { type: 'string', default: '60' },
        target: { type: 'string' },
        seed: { type: 'string', default: String(Math.trunc(Math.random() * 2 ** 31)) },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const targets = TARGET_NAMES.filter(name => name === (values.target ?? name));
    const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
    if (targets.length === 0)
      return `error: --target: expected one of ${TARGET_NAMES.join(', ')}, got "${values.target}"\n`;
    if (!(seconds > 0)) return `error: --seconds: expected a number above 0, got "${values.seconds}"\n`;
    if (!Number.isInteger(seed)) return `error: --seed: expected a whole number, got "${values.seed}"\n`;
    return { targets, seconds, seed, help: values.help };
  } catch (error) {
    return `error: ${(error as Error).message}\n`;
  }
}

async function run(name: TargetName, seconds: number, seed: number): Promise<boolean> {
  const title = `${name}, seed ${seed}`;
  const { count, harm } = await fuzz({ name, seconds, seed }, tried => {
    if (process.stderr.isTTY) process.stderr.write(`\r${title}: ${tried} texts`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (harm === undefined) {
    process.stdout.write(`${title}: ${count} texts, none does harm\n`);
    return true;
  }
  const file = relative('', keepSample(name, harm.text));
  process.stdout.write(
    `${title}: text ${count} does harm: ${harm.error}\n\nIt is kept in ${file}; to try it again:\n` +
      '  npm exec -- node --test test/fuzz/corpus.test.ts\n',
  );
  return false;
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}
