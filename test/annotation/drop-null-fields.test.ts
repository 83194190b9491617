import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dropNullFields } from '../../src/annotation/drop-null-fields.ts';

describe('nulls of the annotation', () => {
  const rows: [title: string, written: unknown, expected: unknown][] = [
    [
      'are absent as fields',
      { volumes: null, env: [{ name: 'A', containers: null }] },
      { env: [{ name: 'A' }] },
    ],
    ['are empty texts of files', { volumes: [{ files: { a: null } }] }, { volumes: [{ files: { a: '' } }] }],
    [
      'stay in patches, where they delete a field',
      { patches: [{ metadata: { labels: { a: null } }, spec: { x: [{ y: null }] } }] },
      { patches: [{ metadata: { labels: { a: null } }, spec: { x: [{ y: null }] } }] },
    ],
    [
      'are absent as parts of a patch',
      { patches: [{ metadata: null, spec: {} }] },
      { patches: [{ spec: {} }] },
    ],
    [
      'stay as conditions',
      { env: [{ name: 'A', when: null }], patches: [{ when: null }] },
      { env: [{ name: 'A', when: null }], patches: [{ when: null }] },
    ],
    ['stay as variables', { variables: { a: null } }, { variables: { a: null } }],
    ['stay in lists', { env: [null] }, { env: [null] }],
    [
      'stay beside an expression as a key',
      { configMap: { '$(ordinal)': null } },
      { configMap: { '$(ordinal)': null } },
    ],
    ['stay alone', null, null],
  ];
  for (const [title, written, expected] of rows) {
    it(title, () => assert.deepEqual(dropNullFields(written), expected));
  }

  it('leave what aliases share shared, however often', () => {
    let shared: unknown = [null];
    for (let level = 0; level < 60; level += 1) shared = { a: shared, b: shared };
    const { a, b } = dropNullFields(shared) as { a: unknown; b: unknown };
    assert.equal(a, b);
  });
});
