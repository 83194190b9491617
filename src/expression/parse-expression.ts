import {
  TypeError as CelTypeError,
  EvaluationError,
  ParseError,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { checkCode } from './check-code.ts';
import { checkSyntax } from './check-syntax.ts';
import { checkTypes } from './check-types.ts';
import type { CheckedNode } from './checked-node.ts';
import { correctLibrary } from './correct-library.ts';
import { describeStaticError } from './describe-library-error.ts';
import { celEnvironment, countFailure } from './environment.ts';
import type { ExpressionError } from './expression-error.ts';
import { type ExpressionSource, errorAt } from './expression-source.ts';
import type { VariableName } from './pod-variables.ts';
import type { ScannedExpression } from './scan-expression.ts';

/** One `$(…)`, checked as far as it can be without a pod. */
export interface Expression {
  readonly source: ExpressionSource;
  readonly variables: ReadonlySet<VariableName>;
  readonly tree: CheckedNode;
  /** Evaluates it, without any bound. */
  readonly evaluate: (variables: ReadonlyMap<string, unknown>) => unknown;
}

/** @throws ExpressionError */
export function parseExpression(source: ScannedExpression): Expression {
  checkCode(source);
  try {
    return parseCode(source);
  } catch (error) {
    countFailure();
    throw error;
  }
}

function parseCode(source: ScannedExpression): Expression {
  const parsed = orExpressionError(source, () => celEnvironment().parse(source.text));
  const tree: CheckedNode = parsed.ast;
  const variables = checkSyntax(tree, source);
  const { valid, error } = parsed.check();
  if (!valid) throw staticError(source, error);
  checkTypes(tree, source);
  correctLibrary(tree);
  return { source, variables, tree, evaluate: makeEvaluate(tree, parsed) };
}

/** Most expressions are nothing but a variable: the library's evaluator costs more than to look that up. */
function makeEvaluate(tree: CheckedNode, parsed: ParseResult): Expression['evaluate'] {
  if (tree.op !== 'id') return context => parsed(context);
  const name = tree.args;
  return context => context.get(name);
}

function orExpressionError(source: ExpressionSource, parse: () => ParseResult): ParseResult {
  try {
    return parse();
  } catch (error) {
    throw staticError(source, error);
  }
}

function staticError(source: ExpressionSource, error: unknown): ExpressionError {
  const whole = { start: 0, end: source.text.length };
  if (!(error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError)) {
    return errorAt(
      source,
      whole,
      'the types of the expression are ambiguous: give lists that are written as empty an element',
    );
  }
  const range = error.range ?? whole;
  return errorAt(source, range, describeStaticError(error, source.text.slice(range.start, range.end)));
}
