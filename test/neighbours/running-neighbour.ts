import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../e2e/until.ts';

/** A neighbour that runs beside the cluster, where the API server reaches it on 127.0.0.1. */
export interface RunningNeighbour {
  /** What it has printed so far. */
  readLog(): Promise<string>;
  /** Ends it, and waits for its end. */
  stop(): Promise<void>;
}

export interface Start {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files in the folder that it is started in, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Throws until the program does its work; it is given what that has printed. */
  readonly isReady: (log: string) => unknown;
}

/** Starts a program as the cluster admin that KUBECONFIG names, and waits until it is ready. */
export async function startNeighbour(binary: string, start: Start): Promise<RunningNeighbour> {
  const folder = await mkdtemp(join(tmpdir(), 'neighbour-'));
  const log = join(folder, 'log');
  for (const [name, text] of Object.entries(start.files ?? {})) await writeFile(join(folder, name), text);
  const child = spawn(binary, start.args ?? [], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const running = {
    readLog: () => readFile(log, 'utf8'),
    async stop() {
      await end(child);
      file.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await waitUntilReady(child, running, start.isReady);
  return running;
}

async function waitUntilReady(
  child: ChildProcess,
  running: RunningNeighbour,
  isReady: Start['isReady'],
): Promise<void> {
  try {
    await until(`${child.spawnfile} is ready`, async () => {
      if (hasEnded(child)) return; // no use to wait for it
      await isReady(await running.readLog());
    });
    if (hasEnded(child))
      throw new Error(`${child.spawnfile} ended with ${child.exitCode ?? child.signalCode}`);
  } catch (error) {
    console.error((await running.readLog()).split('\n').slice(-LINES_TO_SHOW).join('\n'));
    await running.stop();
    throw error;
  }
}

const LINES_TO_SHOW = 40;

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const closed = new Promise(resolve => child.once('close', resolve));
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), MILLISECONDS_TO_END);
  await closed;
  clearTimeout(impatient);
}

const MILLISECONDS_TO_END = 20_000;
