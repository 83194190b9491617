import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dropNulls } from '../../src/admission/drop-nulls.ts';

describe('nulls', () => {
  /** What `kubectl create --dry-run=server` of Kubernetes 1.37.2 makes of the same. */
  const rows: [title: string, object: unknown, expected: unknown][] = [
    ['of fields are absent', { a: null, b: { c: null } }, { b: {} }],
    [
      'of maps of texts are empty texts',
      { labels: { a: null }, data: { b: null, c: 'x' } },
      { labels: { a: '' }, data: { b: '', c: 'x' } },
    ],
    [
      'of lists of texts are empty texts',
      { command: [null], args: ['a', null] },
      { command: [''], args: ['a', ''] },
    ],
    [
      'of other lists are empty objects',
      { env: [null, { name: 'A', value: null }] },
      { env: [{}, { name: 'A' }] },
    ],
    ['of lists of texts by any name, too', { finalizers: ['a', null] }, { finalizers: ['a', ''] }],
    ['of lists that nobody knows stay', { later: [{ a: null }, 1, null] }, { later: [{}, 1, null] }],
    ['as a whole map are absent', { labels: null }, {}],
    ['alone stay', null, null],
    [
      'beside the key __proto__ leave it a key',
      JSON.parse('{"__proto__": 1, "a": null}'),
      JSON.parse('{"__proto__": 1}'),
    ],
  ];
  for (const [title, object, expected] of rows) {
    it(title, () => assert.deepEqual(dropNulls(object), expected));
  }

  it('are not looked for deeper than any field lies, nor does the stack end', () => {
    let deep: unknown = null;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    assert.equal(dropNulls(deep), deep);
  });

  it('an object without any is given as it is', () => {
    const object = { a: [{ b: 'c' }], d: 1 };
    assert.equal(dropNulls(object), object);
  });
});
