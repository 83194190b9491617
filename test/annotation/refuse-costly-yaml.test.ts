import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lexer } from 'yaml';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { refuseCostlyYaml } from '../../src/annotation/refuse-costly-yaml.ts';

const refusal = (text: string) => {
  try {
    refuseCostlyYaml(text);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof AnnotationError);
    return error.message;
  }
};

/** A list, and empty lines until there are so many tokens. */
const makeTokens = (count: number) => {
  const list = '- a\n'.repeat(900);
  const text = list + '\n'.repeat(count - [...new Lexer().lex(list)].length);
  assert.equal([...new Lexer().lex(text)].length, count);
  return text;
};

/** What is allowed, and the same with one more, which is not. */
const DEEPEST: readonly [what: string, make: (depth: number) => string][] = [
  ['lists in brackets', depth => '['.repeat(depth) + ']'.repeat(depth)],
  ['mappings in braces', depth => `${'{a: '.repeat(depth)}b${'}'.repeat(depth)}`],
  ['brackets after some that were never opened', depth => `${']'.repeat(30)}\n${'['.repeat(depth)}`],
  ['brackets after some that were closed', depth => `${'[]\n'.repeat(30)}${'['.repeat(depth)}`],
  [
    'brackets in some that are open, after others were closed',
    depth => `${'['.repeat(10)}${'[],'.repeat(5)}${'['.repeat(depth - 10)}`,
  ],
  ['lists in one line', depth => `${'- '.repeat(depth)}a`],
  ['keys in one line', depth => `${'? '.repeat(depth)}a`],
  ['values in one line', depth => `${': '.repeat(depth)}a`],
  ['an indented mapping', depth => `a:\n${' '.repeat(depth - 1)}b: c`],
  ['an indented list', depth => `a:\n${' '.repeat(depth - 3)}- - - c`],
];

/** What is long or wide, and no deeper than a person's. */
const HARMLESS: readonly [what: string, text: string][] = [
  ['many lines of a list', '- a\n'.repeat(300)],
  ['many lines of a mapping', 'a: b\n'.repeat(300)],
  ['many mappings in brackets, in one line', `[${'{a: b},'.repeat(150)}]`],
  ['many pairs of brackets beside each other', `[${'[],'.repeat(150)}]`],
  ['many values in braces, in one line', `{${'a: b,'.repeat(150)}}`],
  ['a value far behind its key', `a:${' '.repeat(200)}b`],
  ['a list far behind its key', `a:${' '.repeat(200)}- b`],
  ['a deeply indented text', `a: |\n${' '.repeat(200)}b: c\n`],
  ['a deeply indented word', `a:\n${' '.repeat(200)}b`],
  ['a text with many signs', `a: |\n  ${'[{- '.repeat(1_000)}\n`],
  ['nothing', ''],
];

describe('YAML that costs too much', () => {
  it('has more than 5,000 words and signs', () => {
    assert.equal(refusal(makeTokens(5_000)), undefined);
    const message = 'expected a mapping with at most 5000 words and signs of YAML, got more';
    assert.equal(refusal(makeTokens(5_001)), message);
  });

  for (const [what, make] of DEEPEST) {
    it(`goes deeper than 100: ${what}`, () => {
      assert.equal(refusal(make(100)), undefined);
      const message = 'expected YAML that is nested and indented by at most 100, got one that goes deeper';
      assert.equal(refusal(make(101)), message);
    });
  }

  for (const [what, text] of HARMLESS) {
    it(`is not ${what}`, () => assert.equal(refusal(text), undefined));
  }
});
