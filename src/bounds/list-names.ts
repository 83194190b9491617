import { MAX_NAMES_LISTED } from './bounds.ts';

/** The first names of a list, for a message: `a, b, c and 4,997 more`. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MAX_NAMES_LISTED;
  if (more <= 0) return names.join(', ');
  return `${names.slice(0, MAX_NAMES_LISTED).join(', ')} and ${more.toLocaleString('en')} more`;
}
