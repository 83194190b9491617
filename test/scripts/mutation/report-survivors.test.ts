import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findMutants } from '../../../scripts/mutation/find-mutants.ts';
import { reportSurvivors } from '../../../scripts/mutation/report-survivors.ts';
import { fakeContext } from '../../cli/fake-streams.ts';

const SOURCE = `export function isBelow(a: number, b: number): boolean {
  return a < b;
}
`;

describe('the report on what tests notice', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'mutation-'));
    await mkdir(join(root, 'src'));
    await mkdir(join(root, 'test'));
    await writeFile(join(root, 'package.json'), '{"type": "module"}');
    await writeFile(join(root, 'src/is-below.ts'), SOURCE);
  });
  after(() => rm(root, { recursive: true }));

  const report = async (...checks: readonly string[]) => {
    const lines = [
      `import assert from 'node:assert/strict';`,
      `import { it } from 'node:test';`,
      `import { isBelow } from '../src/is-below.ts';`,
      ...checks.map((check, index) => `it('${index}', async () => { ${check} });`),
    ];
    await writeFile(join(root, 'test/is-below.test.ts'), lines.join('\n'));
    const { stdout, stderr } = fakeContext();
    const isEnough = await reportSurvivors(root, findMutants('src/is-below.ts', SOURCE), 2, {
      stdout,
      stderr,
    });
    assert.equal(stderr.text, '');
    assert.equal(await readFile(join(root, 'src/is-below.ts'), 'utf8'), SOURCE);
    return { isEnough, lines: stdout.text.trimEnd().split('\n') };
  };

  it('names each change that no test notices, and says that these are too many', async () => {
    assert.deepEqual(await report('assert.ok(isBelow(1, 2));'), {
      isEnough: false,
      lines: [
        'src/is-below.ts:2:10: a < b → a <= b',
        '1 of 2 changes noticed: 50.0 %, expected at least 92 %',
      ],
    });
  });

  it('names none where all are noticed, be it in a program that a test starts', async () => {
    const script = `import(process.argv[1]).then(({ isBelow }) => process.exit(isBelow(1, 1) ? 1 : 0))`;
    const start =
      `const { execFileSync } = await import('node:child_process'); execFileSync(process.execPath, ` +
      `['-e', ${JSON.stringify(script)}, new URL('../src/is-below.ts', import.meta.url).href]);`;
    assert.deepEqual(await report('assert.ok(isBelow(1, 2));', start), {
      isEnough: true,
      lines: ['2 of 2 changes noticed: 100.0 %, expected at least 92 %'],
    });
  });

  it('fails where tests fail without any change', async () => {
    await assert.rejects(
      report('assert.ok(isBelow(2, 1));'),
      /^Error: test\/is-below\.test\.ts failed without any change/,
    );
  });
});
