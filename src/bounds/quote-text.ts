import { MAX_NAME_LENGTH, MAX_QUOTED_LENGTH } from './bounds.ts';
import { cutText } from './cut-text.ts';
import { escapeControls, escapeLine } from './escape-controls.ts';

/** What a user wrote, for a message: in quotation marks, on one line, and not longer than is worth reading. */
export function quoteText(text: string): string {
  return escapeControls(JSON.stringify(cutText(text, MAX_QUOTED_LENGTH + ELLIPSIS)));
}

/** A name or path, for a message: on one line, and without quotation marks, for it nearly always is a word. */
export function shortLine(text: string): string {
  return escapeLine(cutText(text, MAX_NAME_LENGTH + ELLIPSIS));
}

const ELLIPSIS = 1;
