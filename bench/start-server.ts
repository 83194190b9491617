import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Address } from './connection.ts';

export interface RunningServer {
  readonly pid: number;
  readonly address: Address;
  /** The port for probes, of the webhook. */
  readonly healthPort: number;
  stop(): Promise<void>;
}

/**
 * Starts Node.js with these arguments and waits for the first line with a `port`. What it writes to standard
 * output is read as it comes, and passed over.
 *
 * @throws Error with what it wrote to standard error when it ends without.
 */
export async function startServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ca: string,
): Promise<RunningServer> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stderr = text(child.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    const { port, healthPort = 0 } = JSON.parse(line) as { port?: number; healthPort?: number };
    if (port === undefined) continue;
    child.stdout.resume();
    return { pid: child.pid ?? 0, address: { port, ca }, healthPort, stop: () => stop(child) };
  }
  throw new Error(`node ${args.join(' ')} did not start: ${await stderr}`);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
