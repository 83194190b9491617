import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';

const OPEN_LOG = new URL('../../src/cli/open-log.ts', import.meta.url).href;

/** Runs code that has a `log`, in a process whose output is a pipe. */
function run(code: string) {
  const script = `
    const { openLog } = await import(${JSON.stringify(OPEN_LOG)});
    const { log } = openLog('info', { stdout: process.stdout, atExit: act => process.on('exit', act), outliveOutput: () => {} });
    ${code}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('the log of a process', () => {
  it('has all its lines when the process ends', async () => {
    const child = run(`for (let count = 0; count < 1_000; count += 1) log.info({ count }, 'line');`);
    assert.equal((await text(child.stdout)).split('\n').length, 1_001);
  });

  it('tells the time at which it was told a line, in order', async () => {
    const child = run(`log.info('first'); log.info('second');
      process.stderr.write(String(Date.now()));
      setTimeout(() => log.info('third'), 20);`);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { time: string; msg: string });
    const times = lines.map(({ time }) => Date.parse(time));
    assert.deepEqual(
      lines.map(({ msg }) => msg),
      ['first', 'second', 'third'],
    );
    assert.ok(
      times.every((time, index) => index < 2 === time <= Number(stderr)),
      stdout,
    );
  });

  it('has all its lines when the process ends by a defect', async () => {
    const child = run(`for (let count = 0; count < 100; count += 1) log.info({ count }, 'line');
      setTimeout(() => { throw new Error('a defect'); }, 1);`);
    const exited = once(child, 'exit');
    assert.equal((await text(child.stdout)).split('\n').length, 101);
    assert.equal((await exited)[0], 1);
  });

  it('holds nobody up while nobody reads, and says afterwards how much was lost', async () => {
    const child = run(`for (let count = 0; count < 200_000; count += 1) log.info({ count }, 'line');
      process.stderr.write('went on');
      setTimeout(() => log.info('last'), 1_000);`);
    await once(child.stderr, 'data');
    const lines = (await text(child.stdout)).trimEnd().split('\n');
    const told = lines.map(line => JSON.parse(line) as { msg: string; lines?: number });
    const lost = told.find(({ msg }) => msg.startsWith('lines of the log were lost'))?.lines ?? 0;
    assert.ok(lost > 0);
    assert.equal(told.filter(({ msg }) => msg === 'line').length + lost, 200_000);
    assert.equal(told.filter(({ msg }) => msg === 'last').length, 1);
  });
});
