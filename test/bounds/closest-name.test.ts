import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_NAMES_COMPARED } from '../../src/bounds/bounds.ts';
import { findClosestName } from '../../src/bounds/closest-name.ts';

const NAMES = ['ordinal', 'index', 'pod', 'ns', 'startsWith'];

const ROWS: readonly (readonly [name: string, meant: string | undefined])[] = [
  ['ordnal', 'ordinal'],
  ['ordianl', 'ordinal'],
  ['ordinals', 'ordinal'],
  ['Ordinal', 'ordinal'],
  ['startswith', 'startsWith'],
  ['NS', 'ns'],
  ['pos', 'pod'],
  ['x', undefined],
  ['nx', undefined],
  ['hostname', undefined],
  ['', undefined],
  ['o'.repeat(1000), undefined],
];

test('The closest name is the one that differs by a slip or two, or by case', () => {
  for (const [name, meant] of ROWS) assert.equal(findClosestName(name, NAMES), meant, name);
});

/** Of `abcdef`, two letters may be other ones. */
const NEAR = [
  'abcdef',
  'badcef',
  'abdcfe',
  'abcdefgh',
  'xyabcdef',
  'abcd',
  'cdef',
  'xbcdey',
  'abxxef',
  'bacdefg',
];
const FAR = [
  // The letter in front is another one: nothing is swapped.
  'xaycef',
  'bxxcef',
  'badcfe',
  'abcdefghi',
  'xyzabcdef',
  'abc',
  'def',
  'xbcxey',
  'abxxxf',
  'fedcba',
];

test('Letters that are added, left out, replaced or swapped with their neighbours count one each', () => {
  for (const name of NEAR) assert.equal(findClosestName('abcdef', [name]), name);
  for (const name of FAR) assert.equal(findClosestName('abcdef', [name]), undefined, name);
});

test('A third of the letters may differ, and no more, in either direction', () => {
  assert.equal(findClosestName('ab', ['ax']), undefined);
  assert.equal(findClosestName('abc', ['abx']), 'abx');
  assert.equal(findClosestName('abcde', ['abcxx']), undefined);
  assert.equal(findClosestName('abcdefghi', ['xxxdefghi']), 'xxxdefghi');
  assert.equal(findClosestName('abcdefghi', ['xxxxefghi']), undefined);
});

test('The first of those that are as close is named, unless a later one is closer', () => {
  assert.equal(findClosestName('pos', ['pot', 'pox']), 'pot');
  assert.equal(findClosestName('podset', ['podxxt', 'podxet', 'podsxx']), 'podxet');
});

test('A name of 40 characters is compared, a longer one is not', () => {
  const [longest, longer] = ['A'.repeat(40), 'A'.repeat(41)];
  assert.equal(findClosestName(longest, [longest.toLowerCase()]), longest.toLowerCase());
  assert.equal(findClosestName(longer, [longer.toLowerCase()]), undefined);
});

test('Names whose length alone makes them others are passed over, however many there are', () => {
  const others = Array.from(
    { length: MAX_NAMES_COMPARED + 1 },
    (_, index) => `abcdef${'x'.repeat(3 + index)}`,
  );
  assert.equal(findClosestName('abcdef', [...others, 'abcdex']), 'abcdex');
});

test('Of names that could be meant, so many are compared and no more', () => {
  const others = Array.from({ length: MAX_NAMES_COMPARED - 1 }, () => 'uvwxyz');
  assert.equal(findClosestName('abcdef', [...others, 'abcdex']), 'abcdex');
  assert.equal(findClosestName('abcdef', [...others, 'uvwxyz', 'abcdex']), undefined);
});
