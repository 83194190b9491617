import { cutText } from '../bounds/cut-text.ts';
import { makeVisible } from './make-visible.ts';

const LONGEST = 40;

/** A part of an expression as it stands in a message: never longer than a line. */
export function quoteCode(text: string): string {
  const short = cutText(text, LONGEST + 1);
  // Quotation marks of another kind around those that the text has itself.
  return short.includes('`') ? `"${makeVisible(short)}"` : `\`${makeVisible(short)}\``;
}
