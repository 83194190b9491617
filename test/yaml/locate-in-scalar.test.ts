import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isScalar, parseDocument, Scalar, stringify } from 'yaml';
import { locateInScalar } from '../../src/yaml/locate-in-scalar.ts';

/** The scalar at `a.b` of a text. */
function scalarIn(text: string): Scalar {
  const node = parseDocument(text).getIn(['a', 'b'], true);
  assert.ok(isScalar(node), text);
  return node;
}

/** What stands in the text from the place on at which `rest` of the value begins. */
function textAt(text: string, rest: string): string {
  const scalar = scalarIn(text);
  const offset = String(scalar.value).indexOf(rest);
  assert.notEqual(offset, -1, `${scalar.value} has no ${rest}`);
  return text.slice(locateInScalar(text, scalar, offset));
}

const ROWS: readonly [title: string, text: string][] = [
  ['a plain scalar', 'a:\n  b: one two HERE\n'],
  ['a plain scalar of several lines', 'a:\n  b: one\n    two\n\n    HERE\n'],
  ['single quotes', "a:\n  b: 'it''s HERE'\n"],
  ['single quotes over lines', "a:\n  b: 'it''s\n    so\n\n\n    HERE'\n"],
  ['double quotes', 'a: {b: "1\\n\\"\\u00e9\\x41\\U0001F600 HERE"}\n'],
  ['double quotes over lines', 'a:\n  b: "one \\\n    two\n    three\\n\n    HERE"\n'],
  ['double quotes, just behind a fold that is nothing', 'a:\n  b: "one\\\n    HERE"\n'],
  ['a literal block', 'a:\n  b: |\n    one\n\n      two\n    HERE\n'],
  ['a literal block that says its indentation', 'a:\n  b: |2-\n      one\n    HERE\n'],
  ['a literal block with carriage returns', 'a:\r\n  b: |\r\n    one\r\n    HERE\r\n'],
  ['a folded block', 'a:\n  b: >-\n    one\n    two\n\n    HERE\n'],
];

/** Where in the text each UTF-16 unit of the value begins, and where the value ends. */
const PLACES: readonly [title: string, text: string, places: readonly number[]][] = [
  [
    'a literal block with an empty line and an indented one',
    'a:\n  b: |\n    xy\n\n      z\n',
    [14, 15, 16, 17, 22, 23, 24, 25, 26],
  ],
  ['a literal block that ends with its text', 'a:\n  b: |-\n    xy\n    z', [15, 16, 17, 22, 23]],
  ['a literal block of nothing', 'a:\n  b: |', [9]],
  ['a literal block with carriage returns', 'a:\r\n  b: |\r\n    x\r\n    y\r\n', [16, 17, 23, 24, 26]],
  [
    'a literal block that says its indentation',
    'a:\n  b: |2\n      x\n    y\n',
    [15, 16, 17, 18, 23, 24, 25],
  ],
  ['a plain scalar with two spaces', 'a: {b: x  y}', [7, 8, 9, 10, 11]],
  ['a plain scalar of several lines', 'a:\n  b: x\n    y\n\n    z\n', [8, 9, 14, 15, 21, 22]],
  ['single quotes around both quotes and a backslash', `a: {b: 'x''y"\\'}`, [8, 9, 11, 12, 13, 14]],
  ['single quotes over an empty line', "a:\n  b: 'x\n\n    y'", [9, 10, 16, 17]],
  [
    'double quotes with escapes of every length',
    'a: {b: "x\\ty\\x41z\\u00e9!\\U0001F600.\\uffff,"}',
    [8, 9, 11, 12, 16, 17, 23, 24, 25, 34, 35, 41, 42],
  ],
  ['double quotes with the first character of two units', 'a: {b: "\\\\\\U00010000z"}', [8, 10, 11, 20, 21]],
  ['double quotes around both quotes, and a fold', `a:\n  b: "x\\\n    y\\"'"`, [9, 16, 17, 19, 20]],
  ['double quotes with a fold and carriage returns', 'a:\n  b: "x\\\r\n    y"', [9, 17, 18]],
  // The end of a folded block is behind its last newline.
  ['a folded block', 'a:\n  b: >-\n    x\n    y\n\n    z\n', [15, 16, 21, 22, 28, 30]],
  ['a folded block that says its indentation', 'a:\n  b: >2-\n      x\n    y\n', [16, 17, 18, 19, 24, 26]],
];

describe('a place within a string is found in its YAML text', () => {
  for (const [title, text] of ROWS) {
    it(title, () => assert.match(textAt(text, 'HERE'), /^HERE/));
  }

  it('the end of a string is the end of its text', () => {
    const text = 'a:\n  b: "é\\n"\n';
    assert.equal(text.slice(locateInScalar(text, scalarIn(text), 2)), '"\n');
  });

  for (const [title, text, places] of PLACES) {
    it(`every place within ${title}, the end too`, () => {
      const scalar = scalarIn(text);
      const { length } = String(scalar.value);
      const found = Array.from({ length: length + 1 }, (_, offset) => locateInScalar(text, scalar, offset));
      assert.deepEqual(found, places);
    });
  }

  it('a scalar that is no string has one place, and one that was never read is at the start', () => {
    const text = 'a: {b: 12}';
    assert.equal(locateInScalar(text, scalarIn(text), 1), text.indexOf('12'));
    assert.equal(locateInScalar('', new Scalar(12), 1), 0);
    assert.equal(locateInScalar('word', new Scalar('word'), 2), 2);
  });

  const types = [Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE, Scalar.BLOCK_LITERAL, Scalar.PLAIN] as const;
  for (const type of types) {
    it(`each character of whatever is written as ${type}`, () => {
      const letter = fc.constantFrom(...'ab:\'"\\ \n\té😀#-{');
      fc.assert(
        fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 60 }), value => {
          const text = stringify({ a: { b: value } }, null, { defaultStringType: type, lineWidth: 20 });
          const scalar = scalarIn(text);
          // Not every string survives as every type.
          fc.pre(scalar.value === value);
          for (const [offset, character] of Object.entries(value)) {
            if (!/[ab:é#{-]/.test(character)) continue;
            assert.equal(text[locateInScalar(text, scalar, Number(offset))], character, text);
          }
        }),
        { numRuns: 300 },
      );
    });
  }
});
