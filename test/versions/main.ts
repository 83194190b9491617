// npm run test:versions: the end-to-end tests on each supported release of Kubernetes, and what was measured in a table.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cluster.ts';
import { measureAll } from './measure-all.ts';
import { isGood } from './measurement.ts';
import { HELP, readOptions, type VersionOptions } from './options.ts';
import { Progress } from './progress.ts';
import { renderSection } from './render-section.ts';
import { writePage } from './write-page.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: VersionOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    return fail((error as Error).message);
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const clusterPath = options.cluster ?? join(ROOT, '../shared/cluster/cluster');
  if (!existsSync(clusterPath)) {
    return fail(`expected the script that starts clusters at ${clusterPath}: name it with --cluster PATH`);
  }
  return measure(options, clusterPath);
}

function fail(message: string): 2 {
  process.stderr.write(`error: ${message}\n`);
  return 2;
}

async function measure(options: VersionOptions, clusterPath: string): Promise<number> {
  const progress = new Progress(process.stderr);
  const { signal } = stopOnSignals(progress);
  const measurements = await measureAll({ ...options, clusterPath, signal, progress });
  if (signal.aborted) return 130;
  if (options.files === undefined) writePage(measurements);
  else process.stdout.write(`${renderSection(options.releases, measurements)}\n\n`);
  process.stdout.write(
    options.files === undefined
      ? 'docs/compatibility.md is written\n'
      : 'docs/compatibility.md is not written: --files leaves out tests\n',
  );
  return measurements.every(isGood) ? 0 : 1;
}

/** Whoever stops it gets it stopped in order: clusters are left behind otherwise. */
function stopOnSignals(progress: Progress): AbortController {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) progress.tell('all', `${name}: the clusters are being stopped`);
      controller.abort(new Error(`stopped by ${name}`));
    });
  }
  return controller;
}
