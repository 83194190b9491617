import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { WEB_2 } from './web-2.ts';

// The cases of the CEL conformance suite (google/cel-spec, tests/simple/testdata, at commit 508bd98efda4)
// that use only what expressions allow, written as an expression and its result; lists as a comparison.
interface Case {
  readonly section: string;
  readonly expression: string;
  /** The result, as `string()` writes it. */
  readonly expected?: string;
  readonly error?: true;
  /** Why the result is another one here. */
  readonly reason?: string;
}

const readCases = (file: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

const CASES = readCases('conformance.json');
const DIFFERENCES = readCases('conformance-differences.json');

for (const section of new Set(CASES.map(each => each.section))) {
  test(`CEL conformance: ${section}`, () => {
    for (const each of CASES.filter(other => other.section === section)) {
      assert.equal(resultOf(each.expression), each.error ? 'error' : `=${each.expected}`, each.expression);
    }
  });
}

test('The known differences from CEL are still there, and each has its reason', () => {
  for (const { expression, expected, error, reason } of DIFFERENCES) {
    assert.notEqual(
      resultOf(expression),
      error ? 'error' : `=${expected}`,
      `no longer differs: ${expression}`,
    );
    assert.ok(reason, expression);
  }
});

test('The suite is there as a whole', () => {
  assert.ok(CASES.length > 450);
  assert.ok(DIFFERENCES.length > 50);
});

function resultOf(expression: string): string {
  try {
    return `=${renderTemplate(parseTemplate(`$(${expression})`), WEB_2, 65_536)}`;
  } catch (error) {
    assert.ok(error instanceof ExpressionError, `${expression}: ${error}`);
    return 'error';
  }
}
