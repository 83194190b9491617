import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { StatusReport } from '../../src/status/report-status.ts';

export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a person would, against the cluster that KUBECONFIG names. */
export async function runProgram(...args: string[]): Promise<Ran> {
  return runCommand(process.execPath, [MAIN, ...args]);
}

export async function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

export async function readStatusReport(...args: string[]): Promise<StatusReport> {
  return JSON.parse((await runProgram('status', '-o', 'json', ...args)).stdout) as StatusReport;
}
