import { MAX_EXPRESSION_LENGTH } from '../bounds/bounds.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import { scanExpression } from '../expression/scan-expression.ts';
import { scanTemplate } from '../expression/scan-template.ts';

/** A scalar as YAML has read it. */
interface ReadScalar {
  readonly value: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly isFlow: boolean;
  /** The sign around it; empty where there is none. */
  readonly quote: string;
}

/** The text that a scalar was meant to have, if it ends within an expression that goes on behind it. */
export function findCut(text: string, { value, start, end, isFlow, quote }: ReadScalar): string | undefined {
  if (isClosed(value)) return undefined;
  const source = text.slice(start, endOfEntry(text, start));
  const close = findCutEnd(source, end - start);
  if (close === undefined) return undefined;
  const rest = (isFlow ? REST_IN_FLOW : REST).exec(source.slice(close + 1))?.[0] ?? '';
  const written = source.slice(quote.length, close + 1) + rest.trimEnd();
  return quote !== '' && written.endsWith(quote) ? written.slice(0, -1) : written;
}

/** Where the expression that begins before `end` and ends behind it is closed. */
function findCutEnd(source: string, end: number): number | undefined {
  const openings = /\$+\(/g;
  for (let opening = openings.exec(source); opening !== null; opening = openings.exec(source)) {
    if (opening.index >= end) return undefined;
    // As many dollars as that are literal.
    if (opening[0].length % 2 === 1) continue;
    const close = findEnd(source, openings.lastIndex);
    if (close === undefined || close >= end) return close;
    openings.lastIndex = close;
  }
  return undefined;
}

/** Behind an expression, up to what ends a text. */
const REST = /^(?:(?!\s#|:(?:\s|$))[^\n])*/;
const REST_IN_FLOW = /^(?:(?!\s#|:(?:\s|$))[^\n,{}[\]])*/;

function isClosed(value: string): boolean {
  try {
    scanTemplate(value);
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

function findEnd(source: string, start: number): number | undefined {
  try {
    const { offset, text } = scanExpression(source, start);
    return offset + text.length;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** The end of the line, or of the lines behind it that are indented more, as far as an expression can reach. */
function endOfEntry(text: string, start: number): number {
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const [indentation = ''] = /^[ -]*/.exec(text.slice(from, start)) ?? [];
  const lines = text.slice(start, start + 2 * MAX_EXPRESSION_LENGTH).split('\n');
  const next = lines.findIndex((line, index) => index > 0 && line.search(/[^ ]|$/) <= indentation.length);
  return start + lines.slice(0, next === -1 ? lines.length : next).join('\n').length;
}

/** A text of one line in quotes, as one would write it; undefined where it is too long to be shown. */
export function writeQuoted(text: string): string | undefined {
  if (text.includes('\n') || text.length > MAX_SHOWN) return undefined;
  if (text.includes("'") && !/["\\]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "''")}'`;
}

const MAX_SHOWN = 200;
