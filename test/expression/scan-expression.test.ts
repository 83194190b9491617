import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { scanExpression } from '../../src/expression/scan-expression.ts';

/** What is found between `$(` at the start of the template and the end. */
const scan = (template: string) => scanExpression(template, 2);

const find = (template: string, start = 2) => {
  try {
    scanExpression(template, start);
  } catch (error) {
    assert.ok(error instanceof ExpressionError);
    return { message: error.message, offset: error.offset, length: error.length };
  }
  return assert.fail('expected an error');
};

/** What follows `$(`, the expression in it, and what of that is code. */
const FOUND: readonly [title: string, rest: string, text: string, code?: string][] = [
  ['ends at the first parenthesis that closes none of its own', '(1 + (2)) * 3) + 4)', '(1 + (2)) * 3'],
  ['may be empty', ')', ''],
  ['keeps brackets that do not match for the parser', 'peers[0)]', 'peers[0'],
  ['passes over parentheses in strings', `")" + '(')`, `")" + '('`, '""" + """'],
  ['passes over the other quotation mark in a string', `"')" + '")')`, `"')" + '")'`, `"""" + """"`],
  ['passes over an escaped quotation mark', String.raw`"a\")")`, String.raw`"a\")"`, '"'.repeat(6)],
  ['passes over an escaped backslash', String.raw`"a\\") + ")")`, String.raw`"a\\"`, '"'.repeat(5)],
  ['takes an empty string for what it is', `"" + '')`, `"" + ''`, '"" + ""'],
  ['passes over one and two quotation marks in three', `"""a")"")""")`, `"""a")"")"""`, '"'.repeat(12)],
  ['takes three and three for an empty string', `'''''')')`, `''''''`, '"'.repeat(6)],
  ['passes over ends of lines in three', `'''a\n)\r)''')`, `'''a\n)\r)'''`, '"'.repeat(11)],
  ['passes over a comment up to the end of its line', '1 // )"\n + 2)', '1 // )"\n + 2', '1      \n + 2'],
  ['takes one slash for a division', '4 / 2)', '4 / 2'],
  ['can be as long as is allowed', `${'1'.repeat(1_024)})`, '1'.repeat(1_024)],
  [
    'can be one string as long as is allowed',
    `"${'x'.repeat(1_022)}")`,
    `"${'x'.repeat(1_022)}"`,
    '"'.repeat(1_024),
  ],
  [
    'can be as deep as is allowed',
    `${'([{('.repeat(8)}1${')}])'.repeat(8)})`,
    `${'([{('.repeat(8)}1${')}])'.repeat(8)}`,
  ],
  ['can have any number of brackets beside each other', `${'()[]{}'.repeat(40)})`, '()[]{}'.repeat(40)],
];

const NOT_CLOSED = /^the expression that begins here is not closed: /;
const TOO_LONG = /^the expression that begins here is not closed within 1024 characters/;

/** What follows `$(`, and what the error says; the part that it points at, by its place and length. */
const REFUSED: readonly [title: string, rest: string, message: RegExp, place: readonly [number, number]][] = [
  ['is not closed', 'ordinal', NOT_CLOSED, [0, 2]],
  ['is closed in a comment only', '1 // )', NOT_CLOSED, [0, 2]],
  ['is not closed where the template ends', '1'.repeat(1_025), NOT_CLOSED, [0, 2]],
  ['is too long', `${'1'.repeat(1_025)})`, TOO_LONG, [0, 2]],
  ['is a string that makes it too long', `"${'x'.repeat(1_023)}")`, TOO_LONG, [0, 2]],
  ['has a string without an end that is too long by itself', `"${'x'.repeat(2_000)}`, TOO_LONG, [0, 2]],
  ['is too long by one character of a string', `${'1'.repeat(1_000)}"${'x'.repeat(24)}"`, TOO_LONG, [0, 2]],
  [
    'ends in a string that is longer than all may be',
    `"${'x'.repeat(1_023)})${'x'.repeat(9)}"`,
    TOO_LONG,
    [0, 2],
  ],
  [
    'has a string without an end in its line',
    '"a)\n")',
    /^the string .* not closed: expected " on the same line$/,
    [2, 1],
  ],
  ['has a string that a carriage return cuts off', "1 + 'a)\r')", /expected ' on the same line$/, [6, 1]],
  ['has a string without an end', `1 + "a)`, /expected " on the same line$/, [6, 1]],
  ['has a string that ends in its escape', String.raw`"a)\"`, /expected " on the same line$/, [2, 1]],
  ['has a string of three quotation marks without an end', `"""a)""`, /expected """ at its end$/, [2, 3]],
  ['is too deep', `${'('.repeat(33)}1`, /^brackets are nested more than 32 deep/, [34, 1]],
  ['is too deep by lists', `${'[{'.repeat(16)}[1`, /^brackets are nested more than 32 deep/, [34, 1]],
];

describe('the scan of an expression', () => {
  for (const [title, rest, text, code = text] of FOUND) {
    it(title, () => {
      const template = `$(${rest}`;
      assert.deepEqual(scan(template), { template, offset: 2, text, code });
    });
  }

  for (const [title, rest, message, [offset, length]] of REFUSED) {
    it(`refuses one that ${title}`, () => {
      const found = find(`$(${rest}`);
      assert.match(found.message, message);
      assert.deepEqual([found.offset, found.length], [offset, length]);
    });
  }

  it('begins where it is told to', () => {
    const template = 'a-$(pod)-$(set)-$(';
    assert.equal(scanExpression(template, 11).text, 'set');
    assert.deepEqual(find(template, 18).offset, 16);
  });
});
