import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../e2e/program.ts';

const REPORTER = fileURLToPath(new URL('reporter.ts', import.meta.url));

const TESTS = `
import { before, describe, it, test } from 'node:test';
test('passes', t => t.diagnostic('differs: the answer: 42: it is'));
test('fails', () => { throw new Error('no\\nway'); });
test('is left out', { skip: 'nobody asked' }, () => {});
test('leaves itself out', t => t.skip('not here'));
test('says nothing of why', { skip: true }, () => {});
test('talks', t => t.diagnostic('of something else: 1'));
describe('a suite', () => {
  it('passes', () => {});
  describe('in a suite', () => it('fails', () => { throw new Error('no'); }));
});
describe('a suite whose hook fails', () => {
  before(() => { throw new Error('no'); });
  it('cannot run', () => {});
});
`;

describe('the reporter', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  });
  after(() => rm(folder, { recursive: true }));

  const report = async (text: string) => {
    const file = join(folder, 'some.mjs');
    await writeFile(file, text);
    const env = { ...process.env };
    delete env['NODE_TEST_CONTEXT']; // with it, the runner thinks that it is a test of this one
    const { stdout } = await runCommand(
      process.execPath,
      ['--test', `--test-reporter=${REPORTER}`, file],
      env,
    );
    return stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  };

  it('writes a line for each test, suites in front of its title, and for each fact', async () => {
    assert.deepEqual(await report(TESTS), [
      { outcome: 'passed', title: 'passes' },
      { fact: 'the answer', value: '42: it is' },
      { outcome: 'failed', title: 'fails' },
      { outcome: 'skipped', title: 'is left out', reason: 'nobody asked' },
      { outcome: 'skipped', title: 'leaves itself out', reason: 'not here' },
      { outcome: 'skipped', title: 'says nothing of why', reason: 'no reason is given' },
      { outcome: 'passed', title: 'talks' },
      { outcome: 'passed', title: 'a suite passes' },
      { outcome: 'failed', title: 'a suite in a suite fails' },
      { outcome: 'failed', title: 'a suite whose hook fails cannot run' },
      { outcome: 'failed', title: 'a suite whose hook fails' },
    ]);
  });

  it('calls a file that cannot be loaded a failed test', async () => {
    const [line] = await report("throw new Error('no')");
    assert.equal(line.outcome, 'failed');
    assert.match(line.title, /some\.mjs$/);
  });
});
