import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report, Target } from '../../bench/report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

describe('the benchmark', { skip: process.platform !== 'linux' && 'runs on Linux' }, () => {
  it('measures what was built, all answers being right, and says which targets are met', async () => {
    await run('npm', ['run', 'build'], { cwd: ROOT });
    const bench = run(process.execPath, ['bench/main.ts', '--quick', '-o', 'json'], { cwd: ROOT });
    // No figure of so short a run means anything: 1 is for targets that are missed.
    const { stdout } = await bench.catch((error: { code: number; stdout: string; stderr: string }) => {
      assert.equal(error.code, 1, error.stderr);
      return error;
    });
    const report = JSON.parse(stdout) as Report & { readonly targets: readonly Target[] };
    const rows = (comparisons: Report['sizes']) => comparisons.map(row => `${row.name} ${row.inFlight}`);
    assert.deepEqual(
      rows(report.sizes),
      ['small', 'typical', 'large'].flatMap(size => [1, 8, 32].map(inFlight => `${size} ${inFlight}`)),
    );
    assert.deepEqual(rows(report.extras), ['typical, 6 expressions 8', 'typical, look-up 8']);
    assert.deepEqual(rows(report.plain), ['small 8', 'typical 8', 'large 8']);
    for (const { measured, bare } of [...report.sizes, ...report.extras, ...report.plain]) {
      assert.ok(measured.requests > 0 && bare.requests > 0);
    }
    assert.equal(report.targets.length, 8);
    for (const { measured, what } of report.targets) assert.ok(measured > 0, what);
  });

  it('ends with 2 and one line when called in a wrong way', async () => {
    const bench = run(process.execPath, ['bench/main.ts', '--rounds', 'many'], { cwd: ROOT });
    await assert.rejects(bench, {
      code: 2,
      stderr: 'error: --rounds: expected a number above 0 and up to 1000, got "many"\n',
    });
  });
});
