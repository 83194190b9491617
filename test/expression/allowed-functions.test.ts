import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ALLOWED_FUNCTIONS } from '../../src/expression/allowed-functions.ts';
import { listSize, SCALAR, type Size, stringSize } from '../../src/expression/size.ts';

const TEXT = stringSize(10);
const PART = stringSize(4, 2);
const EMPTY = stringSize(0);

/** Called with such arguments, what can come of it, and how many characters are looked at or copied. */
const CALLS: readonly [name: string, args: readonly Size[], size: Size, work: number][] = [
  ['size', [TEXT], SCALAR, 20],
  ['string', [TEXT], TEXT, 10],
  ['string', [SCALAR], stringSize('-9223372036854775808'.length), 0],
  ['int', [TEXT], SCALAR, 10],
  ['bool', [TEXT], SCALAR, 10],
  ['startsWith', [TEXT, PART], SCALAR, 14],
  ['endsWith', [TEXT, PART], SCALAR, 14],
  ['contains', [TEXT, PART], SCALAR, 40],
  ['contains', [TEXT, EMPTY], SCALAR, 10],
  ['indexOf', [TEXT, PART, SCALAR], SCALAR, 40],
  ['lastIndexOf', [TEXT, PART, SCALAR], SCALAR, 40],
  ['lowerAscii', [TEXT], stringSize(30), 40],
  ['upperAscii', [TEXT], stringSize(30), 40],
  ['trim', [TEXT], TEXT, 10],
  ['substring', [TEXT, SCALAR, SCALAR], TEXT, 10],
  ['split', [TEXT, PART], listSize(6, TEXT, 10), 80],
  ['split', [TEXT, EMPTY], listSize(12, TEXT, 10), 80],
  ['join', [listSize(3, stringSize(2)), PART], stringSize(14), 35],
  ['join', [listSize(3, stringSize(2))], stringSize(6), 27],
  ['join', [listSize(0, SCALAR), PART], EMPTY, 0],
  ['replace', [TEXT, PART, stringSize(3)], stringSize(25), 105],
  ['replace', [TEXT, EMPTY, stringSize(3)], stringSize(43), 123],
];

describe('what a call can give and cost', () => {
  for (const [name, args, size, work] of CALLS) {
    it(`${name} of ${args.map(({ kind, length }) => `${kind} ${length}`).join(', ')}`, () => {
      const called = ALLOWED_FUNCTIONS.get(name);
      assert.deepEqual(called?.size(...args), size);
      assert.equal(called?.work(...args), work);
    });
  }

  it('has a line here for every function', () => {
    assert.deepEqual(new Set(CALLS.map(([name]) => name)), new Set(ALLOWED_FUNCTIONS.keys()));
  });

  it('can be an error of conversions to int and bool, and where an index can be outside', () => {
    const failing = [...ALLOWED_FUNCTIONS].filter(([, { fails }]) => fails).map(([name]) => name);
    assert.deepEqual(failing, ['int', 'bool', 'indexOf', 'lastIndexOf', 'substring']);
  });
});
