import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareQuantities, isQuantity } from '../../../src/patch/rules/quantity.ts';

describe('a quantity', () => {
  for (const value of [
    '0',
    '1',
    '.5',
    '1.',
    '+1',
    '-1',
    '100m',
    '1n',
    '1u',
    '2k',
    '1E',
    '1e3',
    '1E-3',
    '1Ki',
    '1.5Gi',
    2,
    0.5,
  ]) {
    it(`is ${JSON.stringify(value)}`, () => assert.equal(isQuantity(value), true));
  }

  for (const value of [
    '',
    '.',
    '+',
    '1 ',
    ' 1',
    '1K',
    '1ki',
    '1KiB',
    '1e',
    '1e3Ki',
    '1mm',
    '0x1',
    '1,5',
    '1_000',
    true,
    null,
    {},
    Number.NaN,
  ]) {
    it(`is not ${JSON.stringify(value)}`, () => assert.equal(isQuantity(value), false));
  }
});

describe('compareQuantities', () => {
  const cases: readonly (readonly [unknown, unknown, number | undefined])[] = [
    ['1', '1000m', 0],
    ['1Gi', '1073741824', 0],
    ['1e3', '1k', 0],
    ['1E', '1e18', 0],
    [1.5, '1500m', 0],
    ['1n', '1u', -1],
    ['1023Mi', '1Gi', -1],
    ['1Ki', '1k', 1],
    ['-1', '0', -1],
    ['-2', '-1', -1],
    ['a', '1', undefined],
    ['1e100', '1', undefined],
    ['1e-100', '1', undefined],
    ['9'.repeat(1000), '1', undefined],
  ];
  for (const [one, other, order] of cases) {
    it(`of ${String(one).slice(0, 20)} and ${other} is ${order}`, () => {
      assert.equal(compareQuantities(one, other), order);
      if (order !== undefined) assert.equal(compareQuantities(other, one), 0 - order);
    });
  }
});
