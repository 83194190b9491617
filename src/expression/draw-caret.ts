import type { ExpressionError } from './expression-error.ts';
import { makeVisible } from './make-visible.ts';

const WIDTH = 80;
/** How much of a cut line is kept before the place. */
const BEFORE = 30;
const CUT = '…';

/**
 * Two lines: the line of the template that holds the place, and carets under the place. A line of more
 * than 80 columns is cut around it; what cannot be seen is drawn as a symbol.
 */
export function drawCaret({
  source,
  offset,
  length,
}: Pick<ExpressionError, 'source' | 'offset' | 'length'>): string {
  const start = offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
  const newline = source.indexOf('\n', offset);
  const end = newline === -1 ? source.length : newline;
  // Only a window of the line is looked at: it can be as long as the annotation.
  const from = end - start > WIDTH ? skipHalf(source, Math.max(start, offset - BEFORE)) : start;
  const to = skipHalf(source, Math.min(end, from + WIDTH));
  const before = (from > start ? CUT : '') + makeVisible(source.slice(from, offset));
  const after = makeVisible(source.slice(offset, to)) + (to < end ? CUT : '');
  const marked = makeVisible(source.slice(offset, Math.min(to, offset + length)));
  return `${before}${after}\n${' '.repeat(columns(before))}${'^'.repeat(Math.max(1, columns(marked)))}`;
}

/** The index itself, or the next one where it would cut a character in half. */
function skipHalf(text: string, index: number): number {
  const isWithin = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(index - 1, index + 1));
  return isWithin ? index + 1 : index;
}

function columns(text: string): number {
  return [...text].length;
}
