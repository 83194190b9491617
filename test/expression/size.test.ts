import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  concatenatedSize,
  largerSize,
  largestSize,
  listSize,
  mapSize,
  SCALAR,
  stringSize,
} from '../../src/expression/size.ts';

const WORDS = listSize(2, stringSize(3));
const NONE = { least: 0, content: 0, element: undefined, key: undefined };

it('a string weighs its characters, a list and a map their elements and all that is in them', () => {
  assert.deepEqual(stringSize(3), { ...NONE, kind: 'string', length: 3, weight: 3 });
  assert.deepEqual(WORDS, {
    ...NONE,
    kind: 'list',
    length: 2,
    content: 6,
    weight: 8,
    element: stringSize(3),
  });
  assert.equal(listSize(2, stringSize(3), 4).weight, 6);
  const map = mapSize(2, stringSize(1), stringSize(3), 5);
  assert.deepEqual([map.kind, map.length, map.content, map.weight], ['map', 2, 5, 7]);
  assert.deepEqual([map.key, map.element], [stringSize(1), stringSize(3)]);
});

it('two strings or two lists together are as large as both', () => {
  assert.deepEqual(concatenatedSize(stringSize(2, 1), stringSize(5, 3)), stringSize(7, 4));
  assert.deepEqual(concatenatedSize(WORDS, listSize(1, stringSize(5))), listSize(3, stringSize(5), 11));
  assert.deepEqual(concatenatedSize(SCALAR, SCALAR), SCALAR);
});

it('the larger of two sizes is as large as the larger one in every respect', () => {
  assert.deepEqual(largerSize(stringSize(5, 1), stringSize(2, 2)), stringSize(5, 1));
  const few = listSize(1, stringSize(9));
  const many = listSize(4, stringSize(1));
  assert.deepEqual(largerSize(few, many), listSize(4, stringSize(9), 9));
  assert.deepEqual(largerSize(many, few), largerSize(few, many));
  const map = mapSize(1, stringSize(2), stringSize(3), 5);
  assert.deepEqual(largerSize(map, mapSize(1, stringSize(4), stringSize(1), 5)).key, stringSize(4));
});

it('what is an int in one case and a string in the other is a string', () => {
  assert.equal(largerSize(SCALAR, stringSize(1)).kind, 'string');
  assert.equal(largerSize(stringSize(1), SCALAR).kind, 'string');
  assert.deepEqual(largestSize([]), SCALAR);
  assert.deepEqual(largestSize([stringSize(1, 1), stringSize(3, 3), stringSize(2, 2)]), stringSize(3, 1));
});
