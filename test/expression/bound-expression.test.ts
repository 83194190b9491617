import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_STEPS, MAX_WEIGHT } from '../../src/bounds/bounds.ts';
import { boundExpression } from '../../src/expression/bound-expression.ts';
import type { Cost } from '../../src/expression/cost.ts';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { type Expression, parseExpression } from '../../src/expression/parse-expression.ts';
import type { PodVariables } from '../../src/expression/pod-variables.ts';
import { scanExpression } from '../../src/expression/scan-expression.ts';
import { variableSizes } from '../../src/expression/variable-sizes.ts';
import { variableValues } from '../../src/expression/variable-values.ts';
import { arbitraryGrowth } from './arbitrary-growth.ts';
import { observeEvaluation, weightOf } from './observe-evaluation.ts';
import { WEB_2 } from './web-2.ts';

const parse = (text: string): Expression => parseExpression(scanExpression(`$(${text})`, 2));

function bound({ tree, source, variables }: Expression, pod: PodVariables): Cost {
  return boundExpression(tree, source, variableSizes(pod, variables));
}

const LENGTHS: readonly (readonly [expression: string, length: number])[] = [
  ['"abc"', 3],
  ['pod + set', 8],
  ['peers[0]', 5],
  ['labels.role', 6],
  ['peers.join(",")', 17],
  ['peers.map(p, p + "." + service).join(",")', 56],
  ['peers.filter(p, true).join("")', 15],
  ['(peers + [pod]).join("")', 20],
  ['true ? "a" : "abc"', 3],
  ['string(ordinal)', 20],
  ['pod.substring(1)', 5],
  ['pod.upperAscii()', 15],
  ['pod.split("-").join("--")', 15],
  ['"aaaa".replace("aa", "bbb")', 10],
  ['"aaaa".replace(pod, "bbb")', 4],
  ['"aa".replace("", "b")', 5],
  ['{"a": "b", "c": "def"}["a"]', 3],
  ['labels.map(k, k).join("")', 110],
  // The longest list and the longest elements can come from different branches.
  ['(true ? ["aaaa", "aaaaaaaa"] : "abcdef".split("")).join()', 12],
];

test('The length of a result is bounded by the real sizes of the variables', () => {
  for (const [expression, length] of LENGTHS) {
    assert.equal(bound(parse(expression), WEB_2).size.length, length, expression);
  }
});

const variables = fc.record({
  ordinal: fc.nat(99),
  index: fc.nat(99),
  pod: fc.string({ unit: fc.constantFrom('a', 'b', '-', 'ΐ'), minLength: 1, maxLength: 60 }),
  set: fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }),
  ns: fc.constant('a'),
  service: fc.string({ maxLength: 63 }),
  replicas: fc.nat(99),
  domain: fc.string({ maxLength: 20 }),
  fqdn: fc.string({ maxLength: 80 }),
  ordinals: fc.array(fc.nat(100), { maxLength: 80 }),
  peers: fc.nat(80).map(count => Array.from({ length: count }, (_, ordinal) => `aab-${ordinal}`)),
  pods: fc.nat(80).map(count =>
    Array.from({ length: count }, (_, ordinal) => ({
      ordinal,
      name: `aab-${ordinal}`,
      fqdn: `aab-${ordinal}.b`,
    })),
  ),
  labels: fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 63 }), { maxKeys: 10 }),
  annotations: fc.constant({}),
});

test('No accepted expression exceeds its bounds, whatever grows in it', () => {
  let accepted = 0;
  let refused = 0;
  let heaviest = 0;
  let longest = 0;
  fc.assert(
    fc.property(arbitraryGrowth, variables, (text, pod) => {
      const expression = parse(text);
      const cost = boundOrRefuse(expression, pod);
      if (!cost) {
        refused++;
        return;
      }
      accepted++;
      const values = variableValues(pod, expression.variables);
      const observed = observeEvaluation(expression.tree, () => expression.evaluate(values));
      heaviest = Math.max(heaviest, observed.heaviest);
      longest = Math.max(longest, observed.evaluations);
      assert.ok(observed.heaviest <= MAX_WEIGHT, `a value weighs ${observed.heaviest}`);
      assert.ok(observed.evaluations <= cost.steps, `${observed.evaluations} steps, bound is ${cost.steps}`);
      assert.ok(cost.steps <= MAX_STEPS);
      if (observed.result === undefined) return;
      assert.ok(weightOf(observed.result) <= cost.size.weight);
      if (typeof observed.result !== 'string') return;
      assert.ok(observed.result.length <= cost.size.length && observed.result.length >= cost.size.least);
    }),
    { numRuns: 3000 },
  );
  // Else the property would hold of nothing, or of nothing that grows.
  assert.ok(accepted > 1000 && refused > 150, `${accepted} accepted, ${refused} refused`);
  assert.ok(
    heaviest > MAX_WEIGHT / 4 && longest > MAX_STEPS / 50,
    `weighs ${heaviest}, takes ${longest} steps`,
  );
});

function boundOrRefuse(expression: Expression, pod: PodVariables): Cost | undefined {
  try {
    return bound(expression, pod);
  } catch (error) {
    assert.ok(error instanceof ExpressionError, String(error));
    return undefined;
  }
}
