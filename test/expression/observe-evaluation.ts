import assert from 'node:assert/strict';
import { EvaluationError } from '@marcbachmann/cel-js';
import { type CheckedNode, checkedNodes } from '../../src/expression/checked-node.ts';

type Evaluate = (this: unknown, ...args: unknown[]) => unknown;

/** What happens while a syntax tree is evaluated: the heaviest value of any node, and how many were evaluated. */
export function observeEvaluation(tree: CheckedNode, evaluate: () => unknown) {
  const observed = { result: undefined as unknown, heaviest: 0, evaluations: 0 };
  for (const node of checkedNodes(tree)) {
    observeNode(node, value => {
      observed.heaviest = Math.max(observed.heaviest, weightOf(value));
      observed.evaluations++;
    });
  }
  try {
    observed.result = evaluate();
  } catch (error) {
    assert.ok(error instanceof EvaluationError, String(error));
  }
  return observed;
}

/** As the bounds count it: characters, elements, and all that is in them. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((total: number, element) => total + 1 + weightOf(element), 0);
  if (value instanceof Map) return [...value].reduce((total, entry) => total + weightOf(entry) - 1, 0);
  if (typeof value === 'object' && value !== null) return weightOf(new Map(Object.entries(value)));
  return 0;
}

/** The library replaces a node's method when it is first called, and calls the new one at once. */
function observeNode(node: CheckedNode, record: (value: unknown) => void): void {
  const first = Reflect.get(node, 'evaluate') as Evaluate;
  let current = first;
  const observing: Evaluate = (...args) => {
    if (current === first) return first.apply(node, args);
    const value = current.apply(node, args);
    record(value);
    return value;
  };
  Object.defineProperty(node, 'evaluate', {
    get: () => observing,
    set: (replaced: Evaluate) => {
      current = replaced;
    },
  });
}
