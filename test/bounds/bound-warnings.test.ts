import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boundWarnings } from '../../src/bounds/bound-warnings.ts';
import { CONTROL, HOSTILE, LONG } from './hostile-texts.ts';

const PREFIX = 'per-pod-config: valid: ';

/**
 * What a client gets to see of warnings: the API server drops those with a control character, those that it has had already,
 * and cuts all of them to 256 characters once they have more than 4,096 together.
 */
function show(warnings: readonly string[]): string[] {
  const shown = [...new Set(warnings)].filter(text => text.isWellFormed() && !/\p{Cc}/u.test(text));
  const total = shown.reduce((sum, text) => sum + [...text].length, 0);
  return total <= 4_096 ? shown : shown.map(text => [...text].slice(0, 256).join(''));
}

const bound = (...warnings: readonly string[]) =>
  boundWarnings(warnings, PREFIX.length).map(text => PREFIX + text);

describe('warnings arrive as they were given', () => {
  const texts = [
    ...['\t', '\n', '\r', '\0', '\u001b[31m', '\u007f', '\u0085', '\u009b', '\u2028', '\u202e', '\ud800'],
    ...['x'.repeat(10_000), '\u0085'.repeat(10_000), '😀'.repeat(300), CONTROL, HOSTILE, LONG],
  ];
  for (const text of texts) {
    it(JSON.stringify(text).slice(0, 40), () => {
      const given = bound(`before ${text} after`, `another ${text}`);
      assert.deepEqual(show(given), given);
      for (const warning of given) assert.ok(warning.length > PREFIX.length && warning.length <= 256);
    });
  }

  it('however many there are, the first ones, and how many more there are', () => {
    const given = bound(...Array.from({ length: 100 }, (_, index) => `${index} ${'y'.repeat(300)}`));
    assert.deepEqual(show(given), given);
    assert.ok(given[0]?.startsWith(`${PREFIX}0 y`));
    assert.match(given.at(-1) ?? '', /and 9\d more warnings$/);
    // Other webhooks warn, too.
    assert.ok(given.join('').length <= 2_048);
  });
});
