import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { isObject } from '../patch/json.ts';

/** What came, for a message. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  return typeof value === 'string' ? quoteText(value) : shortLine(String(value));
}

/** `{$(ordinal)}`, `[$(ordinal)]`: YAML takes the brackets for its own. */
export function isUnquoted(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  const [first = []] = Object.entries(value);
  return first.some(part => typeof part === 'string' && part.startsWith('$('));
}
