import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findOrdinal } from '../../src/admission/ordinal.ts';

describe('the ordinal is what follows the name of the set and a hyphen, in canonical digits', () => {
  const rows: [pod: string, set: string, ordinal: number | undefined][] = [
    ['web-0', 'web', 0],
    ['web-10', 'web', 10],
    ['web-7-3', 'web-7', 3],
    ['web-7-3', 'web', undefined],
    ['web-2147483647', 'web', 2_147_483_647],
    ['web-2147483648', 'web', undefined],
    ['web-99999999999999999999', 'web', undefined],
    ['web-02', 'web', undefined],
    ['web--1', 'web', undefined],
    ['web-1-u', 'web', undefined],
    ['web-1.5', 'web', undefined],
    ['web-１', 'web', undefined],
    ['web-1\n', 'web', undefined],
    ['web1', 'web', undefined],
    ['web-', 'web', undefined],
    ['web', 'web', undefined],
    ['', 'web', undefined],
    ['axb-1', 'a.b', undefined],
  ];
  for (const [pod, set, ordinal] of rows) {
    it(`${JSON.stringify(pod)} of ${set}: ${ordinal}`, () => assert.equal(findOrdinal(pod, set), ordinal));
  }
});
