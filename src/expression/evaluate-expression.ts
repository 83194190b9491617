import { EvaluationError } from '@marcbachmann/cel-js';
import { describeEvaluationError } from './describe-evaluation-error.ts';
import type { ExpressionError } from './expression-error.ts';
import { errorAt } from './expression-source.ts';
import type { Expression } from './parse-expression.ts';
import type { VariableName } from './pod-variables.ts';
import { VariableError } from './variable-error.ts';

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

/** A value of an expression, as the library gives it. */
export type CelValue =
  | string
  | boolean
  | bigint
  | readonly CelValue[]
  | ReadonlyMap<string | bigint, CelValue>;

/**
 * Evaluates an expression whose bounds have been checked with these variables.
 * @returns the result as CEL's `string()` writes it.
 * @throws ExpressionError
 * @throws VariableError when a variable of the annotation that it refers to has no value.
 */
export function evaluateExpression(expression: Expression, values: ReadonlyMap<string, unknown>): string {
  const result = evaluateValue(expression, values);
  if (typeof result === 'string') return result;
  if (typeof result === 'boolean' || typeof result === 'bigint') return String(result);
  throw wholeError(expression, 'the result is not a string, a bool or an int of 64 bits');
}

/** As `evaluateExpression`, with a result of any type. */
export function evaluateValue(expression: Expression, values: ReadonlyMap<string, unknown>): unknown {
  const result = evaluate(expression, values);
  if (typeof result !== 'bigint' || (result >= MIN_INT && result <= MAX_INT)) return result;
  throw wholeError(expression, 'the result is not an int of 64 bits');
}

function evaluate(expression: Expression, values: ReadonlyMap<string, unknown>): unknown {
  try {
    return expression.evaluate(values);
  } catch (error) {
    if (error instanceof VariableError) throw error;
    if (!(error instanceof EvaluationError))
      throw wholeError(expression, 'the expression cannot be evaluated');
    const message = describeEvaluationError(error, !SECRETIVE.some(name => expression.variables.has(name)));
    const { start, end } = error.range ?? { start: 0, end: expression.source.text.length };
    throw errorAt(expression.source, { start, end }, message);
  }
}

/** Their values are the user's, and may be anything. */
const SECRETIVE: readonly VariableName[] = ['labels', 'annotations'];

function wholeError({ source }: Expression, message: string): ExpressionError {
  return errorAt(source, { start: 0, end: source.text.length }, message);
}
