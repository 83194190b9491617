import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReviewError } from '../../src/admission/review-error.ts';

const complain = (data: unknown) =>
  ReviewError.fromSchema('review', [
    { keyword: 'type', instancePath: '/a/0', schemaPath: '', params: {}, message: 'must be number', data },
  ]).message;

describe('what is malformed is named with its place and what came', () => {
  const rows: readonly [data: unknown, got: string][] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [[], 'an array'],
    [{}, 'an object'],
    [false, 'false'],
    ['a', '"a"'],
    ['x'.repeat(58), `"${'x'.repeat(58)}"`],
    ['x'.repeat(59), 'a string of 61 characters'],
  ];
  for (const [data, got] of rows) {
    it(got, () => assert.equal(complain(data), `review.a.0 must be number, got ${got}`));
  }

  it('without a complaint, too', () => {
    for (const errors of [undefined, null, []]) {
      assert.equal(ReviewError.fromSchema('review', errors).message, 'review is malformed, got undefined');
    }
  });
});
