import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCpuSeconds } from '../../bench/read-process.ts';

function work(microseconds: number): void {
  const start = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  while (used() < microseconds);
}

describe('the CPU that a process has used', {
  skip: process.platform !== 'linux' && 'is read on Linux',
}, () => {
  it('rises with each millisecond of work, so that no turn is too short to be measured', async () => {
    for (let count = 0; count < 10; count += 1) {
      const before = readCpuSeconds(process.pid);
      work(2_000);
      await sleep(1);
      assert.ok(readCpuSeconds(process.pid) - before >= 0.001);
    }
  });

  it('is that of all threads, as the process itself counts it', async () => {
    await sleep(1);
    const { user, system } = process.cpuUsage();
    const read = readCpuSeconds(process.pid) * 1e6;
    assert.ok(Math.abs(read - user - system) < 0.1 * read, `${read} µs, not ${user + system} µs`);
  });
});
