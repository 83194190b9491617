import { cutText } from './cut-text.ts';
import { escapeControls } from './escape-controls.ts';

/**
 * A message that may go out: escaped, and not longer than `max`. What is cut says so. Where a drawing follows
 * below a long sentence it is the sentence that is cut: half a drawing would point at the wrong place.
 */
export function boundMessage(message: string, max: number): string {
  // An escape is longer than what it stands for. The first cut keeps that from being done to megabytes.
  return shorten(escapeControls(shorten(message, max)).replaceAll('\t', '\\t'), max);
}

function shorten(text: string, max: number): string {
  const end = text.indexOf('\n');
  const drawing = end === -1 || text.length - end > max / 2 ? '' : text.slice(end);
  return cutText(text.slice(0, text.length - drawing.length), max - drawing.length, MARK) + drawing;
}

const MARK = '… (the rest is cut)';
