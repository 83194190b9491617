// npm run test:mutation: whether the tests notice when the program is changed.
import { fileURLToPath } from 'node:url';
import { chooseMutants } from './choose-mutants.ts';
import { EQUIVALENTS } from './equivalents.ts';
import { HELP, readOptions } from './options.ts';
import { reportSurvivors } from './report-survivors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// Tests that run end with the process, which a signal alone would not see to.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const mutants = chooseMutants(ROOT, options, EQUIVALENTS);
    return (await reportSurvivors(ROOT, mutants, options.jobs, process)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return 2;
  }
}
