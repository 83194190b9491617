import { MAX_CLIENT_TEXT_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';

/** As much of a text that a client sent as is worth repeating in an answer or in the log. */
export function cut(text: string): string {
  return cutText(text, MAX_CLIENT_TEXT_LENGTH);
}
