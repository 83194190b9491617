import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A webhook that runs in a process of its own. */
export interface RunningWebhook {
  readonly url: string;
  /** PEM, to trust it by: what an API server is given as caBundle. */
  readonly ca: string;
  stop(): Promise<void>;
}

/** Makes certificates in `folder` and starts the webhook on free ports, with `objects` for a cluster. */
export async function startWebhook(folder: string, objects: string): Promise<RunningWebhook> {
  await succeed(run('certs', folder, '--dns', 'localhost'));
  const tls = ['--tls-cert-file', join(folder, 'tls.crt'), '--tls-private-key-file', join(folder, 'tls.key')];
  const child = run(
    'serve',
    '--port',
    '0',
    '--health-port',
    '0',
    '--drain-seconds',
    '0',
    '--objects',
    objects,
    ...tls,
  );
  const stderr = text(child.stderr as NodeJS.ReadableStream);
  const port = await findPort(child);
  if (port === undefined) throw new Error(`the webhook did not start: ${await stderr}`);
  return {
    url: `https://localhost:${port}/mutate?timeout=5s`,
    ca: await readFile(join(folder, 'ca.crt'), 'utf8'),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function run(...args: string[]): ChildProcess {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function succeed(child: ChildProcess): Promise<void> {
  const stderr = text(child.stderr as NodeJS.ReadableStream);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(await stderr);
}

/** The port in the log line that says so; undefined when the process ends without. */
async function findPort(child: ChildProcess): Promise<number | undefined> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const { msg, port } = JSON.parse(line) as { msg: string; port?: number };
    if (msg === 'listening') {
      child.stdout?.resume();
      return port;
    }
  }
  return undefined;
}
