import { EvaluationError } from '@marcbachmann/cel-js';
import { type CheckedNode, checkedNodes } from './checked-node.ts';

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;
const DECIMAL = /^[+-]?\d+$/;

/**
 * Makes errors of what the library calculates wrongly without a word: `-x` and `x / y` beyond int64 (the
 * other operators check), and `int("")`, which is 0 to it, as `int("0b1")` is 1.
 * To be called on a tree whose types are checked: each node then holds the function that is to be corrected.
 */
export function correctLibrary(root: CheckedNode): void {
  for (const node of checkedNodes(root)) {
    if (node.op === '-_' || node.op === '/') checkResult(node);
    if (node.op === 'call' && node.args[0] === 'int') checkArgument(node);
  }
}

function checkResult(node: CheckedNode): void {
  const { handle } = node;
  node.handle = (...args) => {
    const result = handle?.(...args);
    if (typeof result === 'bigint' && result >= MIN_INT && result <= MAX_INT) return result;
    throw new EvaluationError({ code: 'numeric_overflow', message: 'integer overflow', node });
  };
}

function checkArgument(node: CheckedNode): void {
  const { handle } = node;
  node.handle = (...args) => {
    const [[value] = []] = args as readonly [readonly unknown[]];
    if (typeof value !== 'string' || DECIMAL.test(value)) return handle?.(...args);
    throw new EvaluationError({ code: 'int_conversion_error', message: 'not an int', node });
  };
}
