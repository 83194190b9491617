import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findClosestName } from '../../../src/annotation/expression/closest-name.ts';

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
