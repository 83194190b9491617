import { cutText } from '../bounds/cut-text.ts';

/** As much of a text that a client sent as is worth repeating in an answer or in the log. */
export function cut(text: string): string {
  return cutText(text, MOST);
}

/** Characters. */
const MOST = 200;
