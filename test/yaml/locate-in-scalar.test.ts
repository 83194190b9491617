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

describe('a place within a string is found in its YAML text', () => {
  for (const [title, text] of ROWS) {
    it(title, () => assert.match(textAt(text, 'HERE'), /^HERE/));
  }

  it('the end of a string is the end of its text', () => {
    const text = 'a:\n  b: "é\\n"\n';
    assert.equal(text.slice(locateInScalar(text, scalarIn(text), 2)), '"\n');
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
