import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findMedian } from './find-median.ts';
import type { ImageCommand } from './image-command.ts';

/** Seconds from the start of a process to its first 200 on /readyz, the median of some starts. */
export async function measureStart(
  command: (healthPort: number) => ImageCommand,
  starts: number,
): Promise<number> {
  const seconds: number[] = [];
  for (let count = 0; count < starts; count += 1) seconds.push(await measureOne(command));
  return findMedian(seconds);
}

/** @param tries how often another port is taken where the webhook ends: something else may have been faster. */
async function measureOne(command: (healthPort: number) => ImageCommand, tries = 3): Promise<number> {
  const healthPort = await findFreePort();
  const { args, env } = command(healthPort);
  const start = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  while (!(await isReady(healthPort))) {
    if (child.exitCode !== null && tries > 1) return measureOne(command, tries - 1);
    if (child.exitCode !== null) throw new Error(`the webhook ended with ${child.exitCode}`);
    await sleep(5);
  }
  const seconds = (performance.now() - start) / 1_000;
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return seconds;
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
