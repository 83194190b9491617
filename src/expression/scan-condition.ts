import { MAX_EXPRESSION_LENGTH } from '../bounds/bounds.ts';
import { ExpressionError } from './expression-error.ts';
import { type ScannedExpression, scanExpression } from './scan-expression.ts';

/**
 * Reads a whole text as one expression.
 *
 * @throws ExpressionError when it is in `$(` and `)`, has brackets that do not match, or is too long or too deep.
 */
export function scanCondition(source: string): ScannedExpression {
  const dollar = source.search(/\$\(/);
  if (dollar !== -1 && source.trimStart().startsWith('$(')) {
    const message = 'a condition is an expression by itself: leave out `$(` and its `)`';
    throw new ExpressionError(message, source, dollar, 2);
  }
  if (source.length > MAX_EXPRESSION_LENGTH) {
    const message = `a condition has at most ${MAX_EXPRESSION_LENGTH} characters, this one ${source.length}: shorten it, or put parts of it into variables`;
    throw new ExpressionError(message, source, 0, 0);
  }
  // A line of its own, so that a comment at the end does not take it in.
  const closed = scanExpression(`${source}\n)`, 0, refuseOpen);
  const end = closed.text.length;
  if (end < source.length) {
    throw new ExpressionError('unexpected `)`: there is no `(` for it', source, end, 1);
  }
  return { template: source, offset: 0, text: source, code: closed.code.slice(0, source.length) };
}

function refuseOpen(source: string): ExpressionError {
  const end = source.length - '\n)'.length;
  return new ExpressionError(
    'the condition ends where a `(` is open: expected `)`',
    source.slice(0, end),
    end,
    0,
  );
}
