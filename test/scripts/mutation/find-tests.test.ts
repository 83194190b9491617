import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeFindTests } from '../../../scripts/mutation/find-tests.ts';

const FILES: Readonly<Record<string, string>> = {
  'src/part/a.ts': `import { b } from './b.ts';\nimport { readFile } from 'node:fs';`,
  'src/part/b.ts': `import type { C } from './c.ts';\nimport { d } from './d.ts';`,
  'src/part/c.ts': '',
  'src/part/d.ts': `export const b = () => import('./b.ts');`,
  'test/else/near.test.ts': `import { a } from '../../src/part/a.ts';`,
  'test/part/far.test.ts': `import { help } from '../help.ts';`,
  'test/part/a.test.ts': `import {\n  a,\n} from '../../src/part/a.ts';`,
  'test/part/b.test.ts': '',
  'test/part/none.test.ts': '',
  'test/fuzz/fuzz.test.ts': `import { b } from '../../src/part/b.ts';`,
  'test/help.ts': `import { a } from '../src/part/a.ts';`,
};

const findTests = makeFindTests(
  Object.keys(FILES).filter(file => file.endsWith('.test.ts')),
  file => FILES[file] ?? assert.fail(`read ${file}`),
);

describe('the tests that may notice a change', () => {
  it('are those that import the file, the one of its name first, then those of its part, by how far they are', () => {
    assert.deepEqual(findTests('src/part/a.ts'), [
      'test/part/a.test.ts',
      'test/part/far.test.ts',
      'test/else/near.test.ts',
    ]);
    assert.deepEqual(findTests('src/part/b.ts'), [
      'test/part/b.test.ts',
      'test/part/a.test.ts',
      'test/part/far.test.ts',
      'test/else/near.test.ts',
    ]);
  });

  it('are reached by an import that comes late', () => {
    assert.deepEqual(findTests('src/part/d.ts').slice(0, 2), [
      'test/part/a.test.ts',
      'test/part/far.test.ts',
    ]);
  });

  it('are none where only types are imported', () => assert.deepEqual(findTests('src/part/c.ts'), []));
});
