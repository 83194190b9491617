import type { ASTNode } from '@marcbachmann/cel-js';

type MethodCall = Extract<ASTNode, { op: 'rcall' }>;

/** Macros that run their last arguments once for each element of the receiver. */
const COMPREHENSIONS = new Map([
  ['all', [2]],
  ['exists', [2]],
  ['exists_one', [2]],
  ['filter', [2]],
  ['map', [2, 3]],
]);

export const MACROS: ReadonlySet<string> = new Set(['has', ...COMPREHENSIONS.keys()]);

/** `range.name(variable, …bodies)` */
export interface Comprehension {
  readonly name: string;
  readonly range: ASTNode;
  readonly variable: string;
  /** What is evaluated for each element: one expression, or two of `map(x, condition, result)`. */
  readonly bodies: readonly ASTNode[];
}

/** The call as a comprehension, when it is written as one. */
export function findComprehension(node: MethodCall): Comprehension | undefined {
  const [name, range, [variable, ...bodies]] = node.args;
  if (!COMPREHENSIONS.get(name)?.includes(node.args[2].length)) return undefined;
  return variable?.op === 'id' ? { name, range, variable: variable.args, bodies } : undefined;
}
