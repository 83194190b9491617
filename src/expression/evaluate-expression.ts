import { EvaluationError } from '@marcbachmann/cel-js';
import { describeEvaluationError } from './describe-evaluation-error.ts';
import type { ExpressionError } from './expression-error.ts';
import { errorAt } from './expression-source.ts';
import type { Expression } from './parse-expression.ts';

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

/**
 * Evaluates an expression whose bounds have been checked with these variables.
 * @returns the result as CEL's `string()` writes it.
 * @throws ExpressionError
 */
export function evaluateExpression(expression: Expression, values: ReadonlyMap<string, unknown>): string {
  const result = evaluate(expression, values);
  if (typeof result === 'string') return result;
  if (typeof result === 'boolean') return String(result);
  if (typeof result === 'bigint' && result >= MIN_INT && result <= MAX_INT) return String(result);
  throw wholeError(expression, 'the result is not a string, a bool or an int of 64 bits');
}

function evaluate(expression: Expression, values: ReadonlyMap<string, unknown>): unknown {
  try {
    return expression.evaluate(values);
  } catch (error) {
    if (!(error instanceof EvaluationError))
      throw wholeError(expression, 'the expression cannot be evaluated');
    const message = describeEvaluationError(error, !expression.variables.has('labels'));
    const { start, end } = error.range ?? { start: 0, end: expression.source.text.length };
    throw errorAt(expression.source, { start, end }, message);
  }
}

function wholeError({ source }: Expression, message: string): ExpressionError {
  return errorAt(source, { start: 0, end: source.text.length }, message);
}
