import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutText } from '../../src/bounds/cut-text.ts';
import { listNames } from '../../src/bounds/list-names.ts';
import { quoteText, shortLine } from '../../src/bounds/quote-text.ts';
import { CONTROL, HOSTILE, LONG } from './hostile-texts.ts';

describe('a text', () => {
  it('that fits stays whole', () => assert.equal(cutText('abcd', 4), 'abcd'));
  it('that does not ends with an ellipsis, which counts', () => assert.equal(cutText('abcde', 4), 'abc…'));
  it('is not cut within a character', () => assert.equal(cutText('ab🚀cd', 4), 'ab…'));
  it('is nothing but the mark where there is no room', () => assert.equal(cutText('abc', 0), '…'));
});

describe('what a user wrote', () => {
  it('is quoted on one line, and can be read back', () => {
    assert.equal(quoteText('web'), '"web"');
    assert.doesNotMatch(quoteText(HOSTILE), /\n/);
    assert.doesNotMatch(quoteText(HOSTILE), CONTROL);
    assert.equal(JSON.parse(quoteText(HOSTILE)), HOSTILE);
  });

  it('is a word without quotation marks', () => {
    assert.equal(shortLine('/network/conf'), '/network/conf');
    assert.doesNotMatch(shortLine(HOSTILE), /\n/);
    assert.doesNotMatch(shortLine(HOSTILE), CONTROL);
  });

  it('is cut where it is long', () => {
    assert.equal(quoteText(LONG), `"${'x'.repeat(100)}…"`);
    assert.equal(shortLine(LONG), `${'x'.repeat(253)}…`);
  });
});

describe('a list of names', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => String(index));
  it('has all of ten', () => assert.equal(listNames(names(10)), '0, 1, 2, 3, 4, 5, 6, 7, 8, 9'));
  it('has ten of more, and says how many more', () => {
    assert.equal(listNames(names(11)), '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 1 more');
    assert.equal(listNames(names(5_007)), '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 4,997 more');
  });
  it('has each name on one line, and not longer than a name is', () => {
    assert.equal(listNames(['a\nb\u001b', LONG]), `a\\nb\\u001b, ${'x'.repeat(253)}…`);
  });
  it('can be empty', () => assert.equal(listNames([]), ''));
});
