import assert from 'node:assert/strict';
import type { Target } from './target.ts';

/** Reads a text, and fails an assertion when that takes more CPU time than it may. */
export async function readInTime(target: Target, text: string): Promise<void> {
  let fastest = Number.POSITIVE_INFINITY;
  // Once more when it was slow: the first time may have been the compiler's or the garbage collector's.
  for (let attempt = 0; attempt < 3 && fastest > target.milliseconds; attempt += 1) {
    fastest = Math.min(fastest, await measure(target, text));
  }
  assert.ok(fastest <= target.milliseconds, `took ${fastest} ms, may take ${target.milliseconds}`);
}

/** CPU time of this thread in milliseconds, so that a busy machine makes no difference. */
async function measure({ read }: Target, text: string): Promise<number> {
  const before = process.threadCpuUsage();
  await read(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
