import type { ASTNode } from '@marcbachmann/cel-js';
import { type ExpressionSource, nodeError } from './expression-source.ts';

type Literal = Extract<ASTNode, { op: 'value' }>;

const MAX_INT = 2n ** 63n - 1n;

/** The library leaves these out of map literals without a word. */
const DROPPED_KEYS: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);

/** A literal must be a string, a bool or an int of 64 bits. */
export function checkLiteral(node: Literal, source: ExpressionSource): void {
  checkRange(node, MAX_INT, source);
}

/** What stands behind a `-` may be larger by one: the library reads -9223372036854775808 in two parts. */
export function checkNegatedLiteral(node: Literal, source: ExpressionSource): void {
  checkRange(node, MAX_INT + 1n, source);
}

/** Keys of map literals must be literals: the library loses some, and lets later ones replace earlier ones. */
export function checkMapKey(key: ASTNode, known: Set<unknown>, source: ExpressionSource): void {
  if (key.op !== 'value' || !['string', 'bigint'].includes(typeof key.args)) {
    throw nodeError(source, key, 'expected a literal string or int as the key of a map literal');
  }
  checkLiteral(key, source);
  if (DROPPED_KEYS.has(key.args)) throw nodeError(source, key, 'this key is not available in map literals');
  if (known.has(key.args)) throw nodeError(source, key, 'this key is twice in the map literal: remove one');
  known.add(key.args);
}

function checkRange(node: Literal, most: bigint, source: ExpressionSource): void {
  const value: unknown = node.args;
  if (typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value !== 'bigint') {
    const expected = 'expected a string, an int or a bool';
    throw nodeError(source, node, `${kindOf(value)} not available in expressions: ${expected}`);
  }
  if (value <= most) return;
  throw nodeError(source, node, 'the number is too large for an int: expected at most 9223372036854775807');
}

function kindOf(value: unknown): string {
  if (value === null) return 'null is';
  if (typeof value === 'number') return 'doubles are';
  return value instanceof Uint8Array ? 'bytes are' : 'unsigned ints are';
}
