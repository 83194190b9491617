import { quoteText } from '../bounds/quote-text.ts';
import { isMapping } from './describe-value.ts';

/** An element of a merging list that has the key of one before it. */
export interface RepeatedKey {
  readonly index: number;
  readonly complaint: string;
}

/**
 * Of two elements with one key, kubectl merges the second one into the first one, which is never meant. An element that deletes may
 * go before another one with its key: together they replace it.
 */
export function findRepeatedKey(items: readonly unknown[], key: string): RepeatedKey | undefined {
  const seen = new Set<unknown>();
  for (const [index, item] of items.entries()) {
    const value = keyOf(item, key);
    if (value === undefined) continue;
    if (seen.has(value)) return { index, complaint: describe(value, key) };
    seen.add(value);
  }
  return undefined;
}

/** The key of an element that merges, if it is known. */
function keyOf(item: unknown, key: string): unknown {
  if (!isMapping(item) || item['$patch'] !== undefined) return undefined;
  const value = item[key];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function describe(value: unknown, key: string): string {
  const shown = quoteText(String(value));
  return `expected each ${key} once, got ${shown} in two elements, which a patch merges into one: write them as one`;
}
