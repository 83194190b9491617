import { type Expression, parseExpression } from './parse-expression.ts';
import type { VariableName } from './pod-variables.ts';
import { scanTemplate } from './scan-template.ts';

/** A text with expressions, checked as far as it can be without a pod. */
export interface Template {
  readonly source: string;
  /** Which variables are used: decides whether the StatefulSet must be read. */
  readonly variables: ReadonlySet<VariableName>;
  /** How many `$(…)` it holds: at most 256, which is also what a whole annotation may hold. */
  readonly expressions: number;
  /** Literal text and expressions, in order. */
  readonly parts: readonly (string | Expression)[];
}

/**
 * Parses a template such as `server-id=$(100 + ordinal)` and checks what can be checked without a pod:
 * syntax, names, types, what is allowed, nesting and length.
 * @throws ExpressionError
 */
export function parseTemplate(source: string): Template {
  const parts = scanTemplate(source).map(part => (typeof part === 'string' ? part : parseExpression(part)));
  const expressions = parts.filter(part => typeof part !== 'string');
  const variables = new Set(expressions.flatMap(expression => [...expression.variables]));
  return { source, variables, expressions: expressions.length, parts };
}
