import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSafePattern } from '../../../src/status/conditions/safe-pattern.ts';

describe('a pattern', () => {
  for (const pattern of [
    '^web-[0-9]+$',
    '^apps([.]kruise[.]io)?/v[0-9a-z]+$',
    'a|b',
    '\\.svc$',
    '(?:a|b)c',
    '[^a]*',
  ]) {
    it(`is searched for alike by RE2 and JavaScript: ${pattern}`, () => assert.ok(isSafePattern(pattern)));
  }
  for (const pattern of [
    '(a+)+',
    '(a|b)*',
    'a{3}',
    '(?i)a',
    '(?=a)',
    '\\pL',
    '\\s',
    '[[:digit:]]',
    '[]a]',
    '.*.*.*',
    'a'.repeat(257),
  ]) {
    it(`is left alone: ${pattern.slice(0, 20)}`, () => assert.ok(!isSafePattern(pattern)));
  }
});
