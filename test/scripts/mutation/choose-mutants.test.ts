import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chooseMutants } from '../../../scripts/mutation/choose-mutants.ts';
import { readOptions } from '../../../scripts/mutation/options.ts';

const A = { file: 'src/admission/a.ts', within: 'f(a < b);', from: 'a < b', reason: 'never equal' };

describe('the choice of changes', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'mutation-'));
    await mkdir(join(root, 'src/admission'), { recursive: true });
    await mkdir(join(root, 'src/cli'));
    await writeFile(join(root, 'src/admission/a.ts'), 'f(a < b);\n');
    await writeFile(join(root, 'src/cli/b.ts'), 'f(!a);\n');
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
    git('init');
    git('add', 'src/admission');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-m', 'a');
  });
  after(() => rm(root, { recursive: true }));

  const choose = (args: readonly string[] = [], equivalents: Parameters<typeof chooseMutants>[2] = []) =>
    chooseMutants(root, readOptions(args), equivalents).map(({ file, to }) => `${file}: ${to}`);

  it('takes all of the core, unless other files are named', () => {
    assert.deepEqual(choose(), ['src/admission/a.ts: a <= b', 'src/admission/a.ts: a >= b']);
    assert.deepEqual(choose(['--files', 'src/cli/*.ts']), ['src/cli/b.ts: a']);
    assert.equal(choose(['--files', 'src/cli/*.ts', '--files', 'src/admission/a.ts']).length, 3);
    assert.throws(() => choose(['--files', 'src/none/*.ts']), /found none by src\/none\/\*\.ts$/);
  });

  it('takes only files that have changed since a revision, and new ones', () => {
    assert.deepEqual(choose(['--files', 'src/**/*.ts', '--since', 'HEAD']), ['src/cli/b.ts: a']);
    assert.throws(() => choose(['--since', 'nowhere']));
  });

  it('takes a sample, which is the same for a seed, in the order of the files', () => {
    const all = choose(['--files', 'src/**/*.ts']);
    const samples = Array.from({ length: 20 }, (_, index) => {
      const args = ['--files', 'src/**/*.ts', '--sample', '2', '--seed', String(index + 1)];
      const sample = choose(args);
      assert.deepEqual(choose(args), sample);
      assert.deepEqual(
        sample,
        all.filter(mutant => sample.includes(mutant)),
      );
      assert.equal(sample.length, 2);
      return sample.join();
    });
    assert.equal(new Set(samples).size, 3);
    assert.deepEqual(choose(['--files', 'src/**/*.ts', '--sample', '9']), all);
  });

  it('leaves out what no test can notice', () => {
    assert.deepEqual(choose([], [{ ...A, to: 'a <= b' }]), ['src/admission/a.ts: a >= b']);
  });

  it('fails where something is listed that is not changed so, be it in a file that is not chosen', () => {
    const stale = [{ ...A, to: 'a > b' }];
    assert.throws(
      () => choose(['--files', 'src/cli/*.ts'], stale),
      /expected the line `f\(a < b\);` in src\/admission\/a\.ts.*take the entry out/,
    );
  });

  for (const [flag, value] of [
    ['--sample', '0'],
    ['--jobs', 'many'],
    ['--seed', '1.5'],
  ] as const) {
    it(`refuses ${flag} ${value}`, () => {
      assert.throws(() => readOptions([flag, value]), {
        message: `${flag}: expected a whole number from 1, got "${value}"`,
      });
    });
  }
});
