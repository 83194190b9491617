import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapeControls, escapeLine } from '../../src/bounds/escape-controls.ts';
import { CONTROL, HOSTILE } from './hostile-texts.ts';

describe('controls', () => {
  const rows: readonly [title: string, text: string, escaped: string][] = [
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['one of a single character', '\u009b2J', '\\u009b2J'],
    ['a carriage return', 'a\rb', 'a\\u000db'],
    ['the direction of writing', '\u202egnp', '\\u202egnp'],
    ['line separators', '\u0085\u2028\u2029', '\\u0085\\u2028\\u2029'],
    ['half a character', 'a\ud83d', 'a\\ud83d'],
    ['an invisible character of two units', '\u{e0041}', '\\udb40\\udc41'],
  ];
  for (const [title, text, escaped] of rows) {
    it(`are escaped: ${title}`, () => assert.equal(escapeControls(text), escaped));
  }

  it('are not what can be seen, nor newlines and tabs', () => {
    const text = 'naïve 漢字 🚀 \\ " a\n\tb';
    assert.equal(escapeControls(text), text);
  });

  it('are escaped once: an escape is no control', () => {
    assert.equal(escapeControls(escapeControls(HOSTILE)), escapeControls(HOSTILE));
  });

  it('leave JSON that is escaped the value that it has', () => {
    const value = { [HOSTILE.slice(0, -1)]: [HOSTILE, 'a\n\tb'] };
    const json = escapeControls(JSON.stringify(value, undefined, 2));
    assert.doesNotMatch(json, CONTROL);
    assert.deepEqual(JSON.parse(json), value);
  });

  it('include newlines and tabs where the text is to be one line', () => {
    assert.equal(escapeLine('a\n\t\u001bb'), 'a\\n\\t\\u001bb');
  });
});
