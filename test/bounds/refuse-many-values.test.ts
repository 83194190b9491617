import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_JSON_VALUES } from '../../src/bounds/bounds.ts';
import { refuseManyValues } from '../../src/bounds/refuse-many-values.ts';

/** Longer than what is not counted. */
const PADDING = 'x'.repeat(300_000);
const padded = (value: unknown) => JSON.stringify({ padding: PADDING, value });

describe('JSON with too many values is refused before it is parsed', () => {
  const half = MAX_JSON_VALUES / 2;
  const rows: [title: string, values: unknown, isRefused: boolean][] = [
    ['empty objects', Array(half + 1).fill({}), true],
    ['fewer empty objects', Array(half - 5).fill({}), false],
    ['empty lists', Array(half + 1).fill([]), true],
    [
      'members of one object',
      Object.fromEntries(Array.from({ length: MAX_JSON_VALUES }, (_, n) => [n, 0])),
      true,
    ],
    ['numbers', Array(MAX_JSON_VALUES).fill(1), true],
    ['commas and brackets within a text', '{[,'.repeat(MAX_JSON_VALUES), false],
    ['behind quotes and backslashes within a text', `\\"${'{[,'.repeat(MAX_JSON_VALUES)}\\\\"`, false],
    ['behind such a text', ['\\"\\\\', ...Array(MAX_JSON_VALUES).fill(0)], true],
  ];
  for (const [title, values, isRefused] of rows) {
    it(title, () => {
      const refuse = () => refuseManyValues(padded(values));
      if (isRefused)
        assert.throws(refuse, { name: 'TooManyValuesError', message: /at most 65536 .*, got \d+/ });
      else refuse();
    });
  }

  it('up to the bound it passes', () => {
    const withValues = (count: number) => () => refuseManyValues(' '.repeat(300_000) + ','.repeat(count));
    assert.doesNotThrow(withValues(MAX_JSON_VALUES));
    assert.throws(withValues(MAX_JSON_VALUES + 1), { message: /got 65537$/ });
  });

  it('a text of less than 256 KiB is not counted', () => {
    assert.doesNotThrow(() => refuseManyValues(','.repeat(262_143)));
    assert.throws(() => refuseManyValues(','.repeat(262_144)), { message: /got 262144$/ });
  });

  it('a text that is no JSON is left for the parser', () => {
    refuseManyValues(`"${PADDING}`);
    refuseManyValues(`"${PADDING}\\`);
  });
});
