import type { ASTNode } from '@marcbachmann/cel-js';
import { findComprehension } from '../../expression/macros.ts';
import { isSafePattern } from './safe-pattern.ts';

/** Loops within loops: more could take long over a pod with many containers and variables. */
const MAX_LOOP_NESTING = 2;

/** Functions that the library calculates as the API server does. Others, such as those of URLs and quantities, it does not know. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['has', 'size', 'dyn', 'startsWith', 'endsWith', 'contains', 'matches'],
  ...['all', 'exists', 'exists_one', 'filter', 'map'],
  ...['of', 'ofNonZeroValue', 'none', 'hasValue', 'value', 'or', 'orValue', 'optMap', 'optFlatMap'],
]);

/** Whether the value of an expression is the API server's, and found in bounded time. */
export function usesKnownFunctions(root: ASTNode): boolean {
  return isKnown(root, 0);
}

function isKnown(node: ASTNode, loops: number): boolean {
  if (node.op !== 'call' && node.op !== 'rcall') return childrenOf(node).every(one => isKnown(one, loops));
  const isLoop = node.op === 'rcall' && findComprehension(node) !== undefined;
  const within = isLoop ? loops + 1 : loops;
  return (
    KNOWN.has(node.args[0]) &&
    within <= MAX_LOOP_NESTING &&
    isSafeSearch(node) &&
    childrenOf(node).every(one => isKnown(one, within))
  );
}

function isSafeSearch(node: Extract<ASTNode, { op: 'call' | 'rcall' }>): boolean {
  if (node.args[0] !== 'matches') return true;
  const pattern = node.op === 'rcall' ? node.args[2][0] : node.args[1][1];
  return pattern?.op === 'value' && typeof pattern.args === 'string' && isSafePattern(pattern.args);
}

/** Names, and values of literals, are no nodes. */
function childrenOf({ args }: ASTNode): ASTNode[] {
  return [args].flat(3).filter(isNode);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}
