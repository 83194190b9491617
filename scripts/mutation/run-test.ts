import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { MutantVariable } from './hook.ts';

/** How a test file ended. */
export type Outcome = 'passed' | 'failed' | 'hung';

/**
 * Runs a test file up to its first failure.
 *
 * @param mutant what it finds in place of one file; undefined for the program as it is.
 * @param milliseconds that it may take.
 */
export async function runTest(
  test: string,
  mutant: MutantVariable | undefined,
  milliseconds: number,
): Promise<Outcome> {
  // In a process group of its own: what a test has started must not outlive it when it ends at a failure.
  const child = spawn(process.execPath, [`--test-reporter=${here('stop-at-failure.ts')}`, test], {
    stdio: 'ignore',
    env: makeEnvironment(mutant),
    timeout: milliseconds,
    killSignal: 'SIGKILL',
    detached: true,
  });
  const end = () => endGroup(child.pid);
  process.once('exit', end);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  process.off('exit', end);
  end();
  if (signal === 'SIGKILL') return 'hung';
  return code === 0 ? 'passed' : 'failed';
}

function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}

function makeEnvironment(mutant: MutantVariable | undefined): NodeJS.ProcessEnv {
  // A test that runs this is told by the variable that it is within another one, and a test file would be, too.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  if (mutant === undefined) return env;
  return { ...env, MUTANT: JSON.stringify(mutant), NODE_OPTIONS: `--import ${here('hook.ts')}` };
}

function here(file: string): string {
  return new URL(file, import.meta.url).href;
}
