import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Gets all that the command writes, but for the output that is returned. */
  readonly log: Writable;
  readonly signal: AbortSignal;
  /** Called with each line of the output as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Of a command that ended with anything but 0. */
export class ExitError extends Error {
  /** Null if a signal ended it. */
  readonly code: number | null;

  constructor(command: readonly string[], code: number | null) {
    super(`${command.join(' ')} ended with ${code ?? 'a signal'}`);
    this.code = code;
  }
}

/**
 * Runs a command to its end, and returns its output. When `signal` is aborted, the command is stopped, and with it all
 * that it has started.
 *
 * @throws ExitError if it exits with anything but 0; the signal's reason if it was stopped.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, log, signal, onLine = () => {} }: RunOptions,
): Promise<string> {
  signal.throwIfAborted();
  // In a group of its own: Ctrl-C in a terminal does not reach it, so that it can be stopped in order.
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = Promise.withResolvers<number | null>();
  child.on('error', ended.reject).on('close', ended.resolve);
  child.stderr.pipe(log, { end: false });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', line => {
    lines.push(line);
    onLine(line);
  });
  const stop = () => stopGroup(child.pid, ended.promise);
  signal.addEventListener('abort', stop);
  const code = await ended.promise.finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  if (code !== 0) throw new ExitError([command, ...args], code);
  return lines.join('\n');
}

const GRACE = 10_000;

function stopGroup(pid: number | undefined, ended: Promise<unknown>): void {
  if (pid === undefined) return;
  kill(pid, 'SIGTERM');
  const timer = setTimeout(() => kill(pid, 'SIGKILL'), GRACE);
  ended.catch(() => {}).finally(() => clearTimeout(timer));
}

function kill(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has just ended
  }
}
