import { MAX_NAMES_LISTED } from './bounds.ts';
import { shortLine } from './quote-text.ts';

/** The first names of a list, for a message: `a, b, c and 4,997 more`. */
export function listNames(names: readonly string[]): string {
  const listed = names.slice(0, MAX_NAMES_LISTED).map(shortLine).join(', ');
  const more = names.length - MAX_NAMES_LISTED;
  return more <= 0 ? listed : `${listed} and ${more.toLocaleString('en')} more`;
}
