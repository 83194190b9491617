// npm run bench: how the webhook does beside a bare server that does the same by hand.
import { readTerminal } from '../src/cli/terminal.ts';
import { measure } from './measure.ts';
import { type BenchOptions, HELP, readOptions } from './options.ts';
import { renderReport } from './render-report.ts';
import { judge } from './report.ts';
import { Workbench } from './workbench.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) {
      process.stdout.write(HELP);
      return 0;
    }
    return await run(options);
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return 2;
  }
}

async function run(options: BenchOptions): Promise<number> {
  const bench = await Workbench.open();
  try {
    const report = await measure(bench, options, step => process.stderr.write(`measuring ${step}\n`));
    const targets = judge(report);
    const terminal = readTerminal(process.stdout, process.env);
    process.stdout.write(
      options.output === 'json'
        ? `${JSON.stringify({ ...report, targets }, null, 2)}\n`
        : renderReport(report, terminal),
    );
    return targets.every(({ isMet }) => isMet) ? 0 : 1;
  } finally {
    await bench.close();
  }
}
