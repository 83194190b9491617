import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';

/** What is wrong with an expression; undefined when nothing is. */
function complain(expression: string): string | undefined {
  try {
    parseTemplate(`$(${expression})`);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ExpressionError);
    return error.message;
  }
}

const LIMITS: readonly [title: string, most: string, more: string, complaint: RegExp][] = [
  ['an int of 64 bits', '9223372036854775807', '9223372036854775808', /^the number is too large/],
  ['a negative one', '-9223372036854775808', '-9223372036854775809', /^the number is too large/],
  [
    '100 nodes within each other',
    `1${' + 1'.repeat(99)}`,
    `1${' + 1'.repeat(100)}`,
    /^operators and calls are nested more than 100 deep/,
  ],
  ['lists 3 deep', '[[["a"]]][0][0][0]', '[[[["a"]]]][0][0][0][0]', /^lists are nested more than 3 deep/],
  [
    'macros 2 deep',
    'peers.all(a, peers.all(b, true))',
    'peers.all(a, peers.all(b, peers.all(c, true)))',
    /nested more than 2 deep/,
  ],
];

const COMPLAINTS: readonly [expression: string, complaint: string][] = [
  ['1.5', 'doubles are not available in expressions: expected a string, an int or a bool'],
  ['b"x"', 'bytes are not available in expressions: expected a string, an int or a bool'],
  ['null', 'null is not available in expressions: expected a string, an int or a bool'],
  ['2u', 'unsigned ints are not available in expressions: expected a string, an int or a bool'],
  ['{"a": 1, "a": 2}["a"]', 'this key is twice in the map literal: remove one'],
  ['{"constructor": 1}["a"]', 'this key is not available in map literals'],
  ['{pod: 1}["a"]', 'expected a literal string or int as the key of a map literal'],
  ['{true: 1}[true]', 'expected a literal string or int as the key of a map literal'],
  [
    'peers.map(p)',
    '`map` cannot be called like this: expected list.map(x, result) or list.map(x, condition, result)',
  ],
  ['peers.all(p)', '`all` cannot be called like this: expected list.all(x, condition)'],
  ['has(peers)', '`has` cannot be called like this: expected has(labels.name)'],
  ['"a" + 1', '`+` cannot be applied to string and int: convert with string(…)'],
  ['1 + "a"', '`+` cannot be applied to int and string: convert with string(…)'],
  ['ordinal == "0"', '`==` cannot be applied to int and string: convert with string(…)'],
  ['"a" != true', '`!=` cannot be applied to string and bool: convert with string(…)'],
  ['"a" + true', '`+` cannot be applied to string and bool: convert with string(…)'],
  ['"a" + ["b"]', '`+` cannot be applied to string and list<string>'],
  ['1 + true', '`+` cannot be applied to int and bool'],
  ['"a" < 1', '`<` cannot be applied to string and int'],
  ['!1', '`!` cannot be applied to int'],
  ['-"a"', '`-` cannot be applied to string'],
  ['true && 1', '`&&` and `||` take bools, got int'],
  ['1 ? 2 : 3', 'the condition must be a bool, got int'],
  ['true ? 1 : "a"', 'both results of `condition ? a : b` must have one type, got int and string'],
  ['[1, "a"]', 'the elements of a list must have one type, got int and string'],
  ['peers[true]', 'the index of a list must be an int, got bool'],
  ['pod[0]', 'a value of type string has neither keys nor elements'],
  ['labels[1]', 'the keys of this map are of type string, not int'],
  [
    'peers',
    'the result is of type list<string>: expected a string, an int or a bool; make a string of it, as in peers.join(","), or choose an element, as in peers[0]',
  ],
  [
    '[1]',
    'the result is of type list<int>: expected a string, an int or a bool; choose an element, as in list[0]',
  ],
  [
    'labels',
    'the result is of type map<string, string>: expected a string, an int or a bool; choose one value of it, as in labels["role"]',
  ],
];

describe('an expression', () => {
  for (const [title, most, more, complaint] of LIMITS) {
    it(`can have ${title}, and no more`, () => {
      assert.equal(complain(most), undefined);
      assert.match(complain(more) ?? '', complaint);
    });
  }

  for (const [expression, complaint] of COMPLAINTS) {
    it(`${expression} is refused with its types`, () => assert.equal(complain(expression), complaint));
  }
});
