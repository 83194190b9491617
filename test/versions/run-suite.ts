import type { Cluster } from './cluster.ts';
import type { ResultLine } from './reporter.ts';
import type { Results } from './results.ts';
import { ExitError } from './run-command.ts';

/** Three times what the suite takes on two cores, for two at once. After that something hangs. */
const LIMIT = 60 * 60_000;

interface SuiteOptions {
  readonly cluster: Cluster;
  readonly files: readonly string[];
  readonly signal: AbortSignal;
  readonly results: Results;
  readonly tell: (text: string, isTransient?: boolean) => void;
}

/**
 * Runs the end-to-end tests. That some fail is a result, and no error.
 *
 * @throws Error if they could not be run to their end.
 */
export async function runSuite({ cluster, files, signal, results, tell }: SuiteOptions): Promise<void> {
  const limit = AbortSignal.timeout(LIMIT);
  let count = 0;
  const onLine = (text: string) => {
    const line = parseLine(text);
    if (line === undefined) return;
    results.add(line);
    if (!('outcome' in line)) return;
    count += 1;
    if (line.outcome === 'failed') tell(`FAILED: ${line.title}`);
    tell(`run the tests: ${count} have ended`, true);
  };
  const ended = cluster.exec(
    AbortSignal.any([signal, limit]),
    [process.execPath, ...FLAGS, ...files],
    onLine,
  );
  const failure = await ended.then(
    () => undefined,
    (error: Error) => error,
  );
  signal.throwIfAborted();
  if (limit.aborted) throw new Error(`they did not end in ${LIMIT / 60_000} minutes`);
  const didTestsFail =
    failure instanceof ExitError && failure.code === 1 && results.summarize().failed.length > 0;
  if (failure !== undefined && !didTestsFail) throw failure;
  if (count === 0) throw new Error(`no test is in ${files.join(', ')}`);
}

/** As `npm run test:e2e`, but for the reporters: what we read, and what a person reads in the log. */
const FLAGS = [
  '--test',
  '--test-global-setup=test/e2e/setup.ts',
  '--test-concurrency=1',
  '--test-reporter=./test/versions/reporter.ts',
  '--test-reporter-destination=stdout',
  '--test-reporter=spec',
  '--test-reporter-destination=stderr',
];

/** The runner's own output is all of the reporter; what a setup prints may be in between. */
function parseLine(text: string): ResultLine | undefined {
  try {
    return JSON.parse(text) as ResultLine;
  } catch {
    return undefined;
  }
}
