import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSameList } from '../../../src/status/patched/is-same-list.ts';

const GONE = { key: 'node.kubernetes.io/unreachable', tolerationSeconds: 300 };

/** What a pod that runs has, what a new one gets, and whether that is the same: exactly, and but for what others have added. */
const LISTS: readonly [
  had: readonly unknown[],
  gets: readonly unknown[],
  exact: boolean,
  lenient: boolean,
][] = [
  [[], [], true, true],
  [['a', 'b'], ['a', 'b'], true, true],
  [['a', 'b'], ['b', 'a'], false, false],
  [['a', 'b'], ['a'], false, true],
  [['a'], ['a', 'b'], false, false],
  [['a'], ['a', 'a'], false, false],
  [[{ key: 'a' }, GONE], [{ key: 'a' }], true, true],
  [[GONE], [], true, true],
  [[{ key: 'a' }, GONE], [{ key: 'a' }, GONE], true, true],
  [[{ key: 'a' }], [{ key: 'a' }, GONE], false, false],
  [[{ key: 'a', effect: 'NoSchedule' }], [{ key: 'a' }], false, true],
  [[{ fieldRef: { apiVersion: 'v1', fieldPath: 'x' } }], [{ fieldRef: { fieldPath: 'x' } }], true, true],
  [[{ fieldRef: { apiVersion: 'v2', fieldPath: 'x' } }], [{ fieldRef: { fieldPath: 'x' } }], false, true],
  [[{ values: ['a', 'b'] }], [{ values: ['a'] }], false, true],
  [[{ values: ['a'] }], [{ values: 'a' }], false, false],
];

describe('a list that patches replace', () => {
  for (const [had, gets, exact, lenient] of LISTS) {
    it(`${JSON.stringify(gets)} is ${exact ? '' : 'not '}the same as ${JSON.stringify(had)}`, () => {
      assert.equal(isSameList(had, gets, true), exact);
      assert.equal(isSameList(had, gets, false), lenient);
    });
  }
});
