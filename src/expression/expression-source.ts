import type { ASTNode } from '@marcbachmann/cel-js';
import { ExpressionError } from './expression-error.ts';

/** The CEL text of one `$(…)`, and where in its template that begins. */
export interface ExpressionSource {
  readonly template: string;
  readonly offset: number;
  readonly text: string;
}

/** A part of an expression, in UTF-16 units from the expression's first. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function errorAt(source: ExpressionSource, range: Range, message: string): ExpressionError {
  const start = clamp(range.start, source.text.length);
  const length = clamp(range.end, source.text.length) - start;
  return new ExpressionError(message, source.template, source.offset + start, Math.max(0, length));
}

/** A text that only looks like an expression is told how it stays what it is. A condition has no `$(`: it can be nothing else. */
export function adviseLiteral({ offset }: ExpressionSource): string {
  return offset === 0 ? '' : '; a literal `$(` is written `$$(`';
}

/** The library's `pos` is where the eye looks for a field or an operator's operand. */
export function nodeError(source: ExpressionSource, node: ASTNode, message: string): ExpressionError {
  return errorAt(source, { start: node.pos, end: node.end }, message);
}

function clamp(position: number, most: number): number {
  return Math.min(Math.max(0, position), most);
}
