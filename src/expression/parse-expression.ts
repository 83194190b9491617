import {
  TypeError as CelTypeError,
  EvaluationError,
  ParseError,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { checkCode } from './check-code.ts';
import { checkSyntax } from './check-syntax.ts';
import { checkTypes } from './check-types.ts';
import { type CheckedNode, findOwnName } from './checked-node.ts';
import { correctLibrary } from './correct-library.ts';
import { describeStaticError } from './describe-library-error.ts';
import { countFailure } from './environment.ts';
import type { ExpressionError } from './expression-error.ts';
import { type ExpressionSource, errorAt } from './expression-source.ts';
import { NO_VARIABLES, OWN_VARIABLES, type OwnVariables } from './own-variables.ts';
import type { VariableName } from './pod-variables.ts';
import type { ScannedExpression } from './scan-expression.ts';

/** One `$(…)`, checked as far as it can be without a pod. */
export interface Expression {
  readonly source: ExpressionSource;
  /** What it refers to, also by way of variables of the annotation. */
  readonly variables: ReadonlySet<VariableName>;
  /** The variables of the annotation that it names itself. */
  readonly own: ReadonlySet<string>;
  /** Its CEL type: `int`, `list<string>`. */
  readonly type: string;
  readonly tree: CheckedNode;
  /** Evaluates it, without any bound. */
  readonly evaluate: (variables: ReadonlyMap<string, unknown>) => unknown;
}

/**
 * What an expression must give: `text` is a string, an int or a bool, which become one; `condition` is a bool; `value` is of any
 * type that has a meaning outside of expressions; `variable` may be a pod, too.
 */
export type Expected = 'text' | 'condition' | 'value' | 'variable';

/** @throws ExpressionError */
export function parseExpression(
  source: ScannedExpression,
  own: OwnVariables = NO_VARIABLES,
  expected: Expected = 'text',
): Expression {
  checkCode(source);
  try {
    return parseCode(source, own, expected);
  } catch (error) {
    countFailure();
    throw error;
  }
}

function parseCode(source: ScannedExpression, own: OwnVariables, expected: Expected): Expression {
  const parsed = orExpressionError(source, () => own.environment.parse(source.text));
  const tree: CheckedNode = parsed.ast;
  const used = checkSyntax(tree, source, own);
  const { valid, error } = parsed.check();
  if (!valid) throw staticError(source, error);
  const type = checkTypes(tree, source, expected);
  correctLibrary(tree);
  return {
    source,
    variables: used.variables,
    own: used.own,
    type,
    tree,
    evaluate: makeEvaluate(tree, parsed),
  };
}

/** Most expressions are nothing but a variable: the library's evaluator costs more than to look that up. */
function makeEvaluate(tree: CheckedNode, parsed: ParseResult): Expression['evaluate'] {
  if (tree.op === 'id') return context => context.get(tree.args);
  const name = findOwnName(tree);
  if (name === undefined) return context => parsed(context);
  return context => Reflect.get(Object(context.get(OWN_VARIABLES)), name);
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
