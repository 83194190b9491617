import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

const HEAD = 'expected one text with an expression, which YAML takes apart here: put it in quotes';
const block = (when: string) => `variables: {a: true}\nenv:\n- name: A\n  when: ${when}\n  value: x`;
const flow = (when: string) => `variables: {a: true}\nenv: [{name: A, value: x, when: ${when}}]`;

function readMistake(text: string): string {
  try {
    parseAnnotation(text);
    return '';
  } catch (error) {
    assert.ok(error instanceof AnnotationError, String(error));
    return error.message;
  }
}

describe('a condition that YAML takes apart is told with its quotes', () => {
  for (const [condition, quoted] of [
    ['!variables.a', "'!variables.a'"],
    ['! variables.a', "'! variables.a'"],
    ['!variables.a && ordinal > 0', "'!variables.a && ordinal > 0'"],
    ['!variables.a || ordinal > 0', "'!variables.a || ordinal > 0'"],
    ["!pod.startsWith('a')", '"!pod.startsWith(\'a\')"'],
    ['variables.a ? ordinal > 0 : ordinal > 1', "'variables.a ? ordinal > 0 : ordinal > 1'"],
    ['["a"].exists(b, b == pod)', '\'["a"].exists(b, b == pod)\''],
    ['{"a": true}["a"]', '\'{"a": true}["a"]\''],
    ['"a" == pod', '\'"a" == pod\''],
    ['pod == "a: b"', '\'pod == "a: b"\''],
  ] as const) {
    it(condition, () => {
      assert.equal(readMistake(block(condition)), `line 4, column 9: ${HEAD}: ${quoted}`);
      assert.equal(readMistake(block(quoted)), '');
    });
  }

  for (const condition of ['!variables.a', 'ordinal in [1, 2]', '[1].exists(a, a == ordinal)']) {
    it(`${condition}, in flow style`, () => {
      assert.equal(readMistake(flow(condition)), `line 2, column 33: ${HEAD}`);
      assert.equal(readMistake(flow(`"${condition}"`)), '');
    });
  }

  it('at each of several places', () => {
    const one = '{name: A, value: x, when: !a }';
    assert.equal(readMistake(`env: [${one}, ${one}]`).split(HEAD).length, 3);
  });
});

describe('a condition that is one text to YAML is none', () => {
  for (const condition of [
    'ordinal > 0',
    '(ordinal > 0)',
    '!!bool true',
    '&b true',
    '-ordinal < 0',
    'has(labels.a)',
  ]) {
    it(condition, () => assert.equal(readMistake(block(condition)), ''));
  }

  it('though it is indented wrong', () => {
    const bad = 'env:\n  - name: A\n    value: x\n   when: ordinal > 0';
    assert.match(readMistake(bad), /^line 4, column \d+: expected YAML, got a text that is not: /);
  });

  it('though there is a mistake by its side', () => {
    assert.match(readMistake('env: [{name: A, value: x, when: "ordinal > 0", b: [}]'), /expected YAML, got/);
    assert.match(readMistake("env:\n- when: 'ordinal > 0' x\n  name: A"), /put it in quotes/);
    assert.match(readMistake("env:\n- {when: 'ordinal > 0', value: ]"), /expected YAML, got/);
  });
});
