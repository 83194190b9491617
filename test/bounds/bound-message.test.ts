import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boundMessage } from '../../src/bounds/bound-message.ts';
import { boundWarnings } from '../../src/bounds/bound-warnings.ts';
import { MAX_WARNING_LENGTH, MAX_WARNINGS_LENGTH } from '../../src/bounds/bounds.ts';
import { CONTROL, HOSTILE, LONG } from './hostile-texts.ts';

describe('a message', () => {
  it('that is short stays as it is, with its lines', () => {
    const message = 'line 1: expected a, got b\n$(x)\n  ^';
    assert.equal(boundMessage(message, 100), message);
  });

  it('is escaped, tabs included', () => {
    assert.doesNotMatch(boundMessage(HOSTILE, 1_000), CONTROL);
  });

  it('that is long says at its end that it is cut', () => {
    const message = boundMessage(LONG, 100);
    assert.equal(message, `${'x'.repeat(81)}… (the rest is cut)`);
    assert.equal(message.length, 100);
  });

  it('keeps the drawing below a sentence that is cut', () => {
    const drawing = '\n$(ordnal)\n  ^^^^^^';
    const message = boundMessage(LONG + drawing, 100);
    assert.equal(message.length, 100);
    assert.ok(message.endsWith(`… (the rest is cut)${drawing}`), message);
  });

  it('keeps a drawing of half of its length, and none that is longer', () => {
    for (const [length, isKept] of [
      [50, true],
      [51, false],
    ] as const) {
      const drawing = `\n${'^'.repeat(length - 1)}`;
      assert.equal(boundMessage(LONG + drawing, 100).endsWith(drawing), isKept);
    }
  });

  it('of many lines is cut at its end', () => {
    const message = boundMessage('a\n'.repeat(1_000), 100);
    assert.equal(message.length, 100);
    assert.match(message, /^(a\n)+.*… \(the rest is cut\)$/);
  });

  it('fits with its escapes, too', () => {
    const message = boundMessage('\u009b'.repeat(1_000), 100);
    assert.ok(message.length <= 100);
    assert.match(message, /^(\\u009b)+.*… \(the rest is cut\)$/);
  });

  it('is not cut within a character', () => {
    for (const max of [100, 101]) assert.ok(boundMessage('🚀'.repeat(1_000), max).isWellFormed());
  });
});

describe('warnings', () => {
  const RESERVED = 23;
  const lengthOf = (warnings: readonly string[]) =>
    warnings.reduce((sum, { length }) => sum + RESERVED + length, 0);
  const many = (count: number, text: string) =>
    Array.from({ length: count }, (_, index) => `${index} ${text}`);

  it('that fit stay as they are', () => {
    assert.deepEqual(boundWarnings(['a', 'b'], RESERVED), ['a', 'b']);
  });

  it('that just fit stay, too; of one more, as many as leave room to say how many there are', () => {
    const line = 'x'.repeat(MAX_WARNING_LENGTH - RESERVED);
    const count = MAX_WARNINGS_LENGTH / MAX_WARNING_LENGTH;
    assert.deepEqual(boundWarnings(Array(count).fill(line), RESERVED), Array(count).fill(line));
    const more = boundWarnings(Array(count + 1).fill(line), RESERVED);
    assert.deepEqual(more, [...Array(count - 1).fill(line), 'and 2 more warnings']);
    const last = boundWarnings([...Array(count - 1).fill(line), 'short', line], RESERVED);
    assert.deepEqual(last.slice(-2), ['short', 'and 1 more warning']);
  });

  it('are lines that the API server does not drop', () => {
    const warnings = boundWarnings([HOSTILE, 'a\tb\u007f\u0085c', 'head\ndrawing'], RESERVED);
    assert.deepEqual(warnings.slice(1), ['a\\tb\\u007f\\u0085c', 'head']);
    assert.doesNotMatch(warnings.join(''), /\n/);
    assert.doesNotMatch(warnings.join(''), CONTROL);
  });

  it('are as long as what the API server leaves of one', () => {
    const [warning = '', escaped = ''] = boundWarnings([LONG, '\u202e'.repeat(1_000_000)], RESERVED);
    assert.equal(warning.length, MAX_WARNING_LENGTH - RESERVED);
    assert.equal(escaped.length, MAX_WARNING_LENGTH - RESERVED);
  });

  for (const text of ['', 'short', 'x'.repeat(150), 'x'.repeat(5_000)]) {
    it(`are the first ones, and how many more: each of ${text.length} characters`, () => {
      const warnings = boundWarnings(many(10_000, text), RESERVED);
      assert.ok(lengthOf(warnings) <= MAX_WARNINGS_LENGTH);
      assert.ok(lengthOf(warnings) > MAX_WARNINGS_LENGTH - MAX_WARNING_LENGTH);
      assert.match(warnings[0] ?? '', /^0 /);
      assert.equal(warnings.at(-1), `and ${(10_001 - warnings.length).toLocaleString('en')} more warnings`);
    });
  }
});
