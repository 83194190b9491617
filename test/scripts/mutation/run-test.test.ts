import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Outcome, runTest } from '../../../scripts/mutation/run-test.ts';

for (const [outcome, code, milliseconds] of [
  ['passed', '', 60_000],
  ['failed', 'throw new Error();', 60_000],
  [
    'failed',
    `setInterval(() => {}, 1_000); (await import('node:test')).it('fails', () => { throw 1; });`,
    60_000,
  ],
  ['hung', 'for (;;);', 200],
] as const satisfies readonly (readonly [Outcome, string, number])[]) {
  it(`a test file of \`${code}\` has ${outcome}`, async t => {
    const folder = await mkdtemp(join(tmpdir(), 'mutation-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'a.test.mjs');
    await writeFile(file, code);
    assert.equal(await runTest(file, undefined, milliseconds), outcome);
  });
}

it('what a test file has started ends with it', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'mutation-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'a.test.mjs');
  const pidFile = join(folder, 'pid');
  await writeFile(
    file,
    `const { spawn } = await import('node:child_process');
     const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000)'], { stdio: 'ignore' });
     (await import('node:fs')).writeFileSync(${JSON.stringify(pidFile)}, String(pid));
     (await import('node:test')).it('fails', () => { throw 1; });`,
  );
  assert.equal(await runTest(file, undefined, 60_000), 'failed');
  const pid = Number(await readFile(pidFile, 'utf8'));
  for (let tries = 0; tries < 500 && isRunning(pid); tries += 1) await sleep(10);
  assert.ok(!isRunning(pid));
});

/** One that nobody has waited for yet is a zombie, and does nothing any more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
