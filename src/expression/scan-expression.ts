import { MAX_BRACKET_DEPTH, MAX_EXPRESSION_LENGTH } from '../bounds/bounds.ts';
import { ExpressionError } from './expression-error.ts';
import type { ExpressionSource } from './expression-source.ts';

export interface ScannedExpression extends ExpressionSource {
  /** The text, of the same length, with strings as quotes and comments as spaces: what is left is code. */
  readonly code: string;
}

/**
 * Reads the expression that begins at `start`, just behind `$(`, up to the `)` that ends it. Knows what the
 * library's lexer knows of strings and comments, so that both see the same parentheses.
 * @param refuseOpen what is thrown where it does not end.
 * @throws ExpressionError when it does not end, or is too long or too deep.
 */
export function scanExpression(
  template: string,
  start: number,
  refuseOpen = unterminated,
): ScannedExpression {
  const brackets = new BracketDepth();
  let code = '';
  let position = start;
  while (position < template.length && position - start <= MAX_EXPRESSION_LENGTH) {
    const character = template.charAt(position);
    const end = Math.min(endOfOpaque(template, position), start + MAX_EXPRESSION_LENGTH + 1);
    if (end > position) {
      code += (character === '/' ? ' ' : '"').repeat(end - position);
      position = end;
      continue;
    }
    if (character === ')' && brackets.parentheses === 0) {
      return { template, offset: start, text: template.slice(start, position), code };
    }
    brackets.read(character);
    if (brackets.depth > MAX_BRACKET_DEPTH) throw tooDeep(template, position);
    code += character;
    position++;
  }
  throw position < template.length ? tooLong(template, start) : refuseOpen(template, start);
}

class BracketDepth {
  /** Only these end an expression: a `[` left open is a syntax error inside it, and is reported there. */
  parentheses = 0;
  depth = 0;

  read(character: string): void {
    if (character === '(') this.parentheses++;
    if (character === ')') this.parentheses--;
    if ('([{'.includes(character)) this.depth++;
    if (')]}'.includes(character)) this.depth--;
  }
}

/** The end of the string or comment at this position; the position itself where there is neither. */
function endOfOpaque(template: string, position: number): number {
  const character = template.charAt(position);
  if (character === '"' || character === "'") return endOfString(template, position, character);
  if (!template.startsWith('//', position)) return position;
  const newline = template.indexOf('\n', position);
  return newline === -1 ? template.length : newline;
}

function endOfString(template: string, start: number, quote: string): number {
  const triple = template.startsWith(quote.repeat(3), start);
  const delimiter = triple ? quote.repeat(3) : quote;
  for (let at = start + delimiter.length; at < template.length; at++) {
    if (template.startsWith(delimiter, at)) return at + delimiter.length;
    const character = template.charAt(at);
    // The library lets a backslash escape the next character in raw strings too.
    if (character === '\\') at++;
    else if (!triple && (character === '\n' || character === '\r')) break;
    if (at - start > MAX_EXPRESSION_LENGTH) return at;
  }
  const where = triple ? 'at its end' : 'on the same line';
  const message = `the string that begins here is not closed: expected ${delimiter} ${where}`;
  throw new ExpressionError(message, template, start, delimiter.length);
}

function unterminated(template: string, start: number): ExpressionError {
  const message =
    'the expression that begins here is not closed: expected `)`; a literal `$(` is written `$$(`';
  return new ExpressionError(message, template, start - 2, 2);
}

function tooLong(template: string, start: number): ExpressionError {
  const message =
    `the expression that begins here is not closed within ${MAX_EXPRESSION_LENGTH} characters, the most it can have: ` +
    'shorten it, or split it into several; a literal `$(` is written `$$(`';
  return new ExpressionError(message, template, start - 2, 2);
}

function tooDeep(template: string, position: number): ExpressionError {
  const message = `brackets are nested more than ${MAX_BRACKET_DEPTH} deep: simplify the expression`;
  return new ExpressionError(message, template, position, 1);
}
