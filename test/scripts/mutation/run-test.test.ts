import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
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
