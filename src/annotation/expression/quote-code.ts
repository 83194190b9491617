import { makeVisible } from './make-visible.ts';

const LONGEST = 40;

/** A part of an expression as it stands in a message: never longer than a line. */
export function quoteCode(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  // Quotation marks of another kind around those that the text has itself.
  return short.includes('`') ? `"${makeVisible(short)}"` : `\`${makeVisible(short)}\``;
}
