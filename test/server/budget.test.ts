import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeQueryReader, parseBudget } from '../../src/server/budget.ts';

describe('an admission has the time that the API server gives, less half a second for the way back', () => {
  const rows: [timeout: string | undefined, milliseconds: number][] = [
    ['5s', 4_500],
    ['1s', 500],
    ['30s', 29_500],
    ['0s', 500],
    [undefined, 9_500],
    ['', 9_500],
    ['soon', 9_500],
    ['999999999s', 9_500],
  ];
  for (const [timeout, milliseconds] of rows) {
    it(String(timeout), () => assert.equal(parseBudget(timeout), milliseconds));
  }
});

describe('a query', () => {
  it('is read once while it stays the same', () => {
    const read = makeQueryReader();
    assert.equal(read('timeout=5s'), read('timeout=5s'));
  });

  it('is read anew whenever it is another one', () => {
    const read = makeQueryReader();
    const queries = [
      'timeout=5s',
      'timeout=5s',
      'timeout=1s',
      '',
      'dry&timeout=%32s',
      'timeout=5s&timeout=1s',
      'timeout=5s',
    ];
    assert.deepEqual(
      queries.map(text => read(text).budget),
      [4_500, 4_500, 500, 9_500, 1_500, 4_500, 4_500],
    );
  });
});
