import { quoteText } from '../bounds/quote-text.ts';
import { isMapping } from './describe-value.ts';

/** An element of a merging list that has the key of one before it. */
export interface RepeatedKey {
  readonly index: number;
  readonly complaint: string;
}

/**
 * Of two elements with one key, a patch merges the second one into the first one, which is never meant. An element that deletes may go
 * before another one with its key: together they replace it.
 */
export function findRepeatedKey(items: readonly unknown[], key: string): RepeatedKey | undefined {
  const index = findRepeated(items, item => identify(item, key));
  if (index === undefined) return undefined;
  const complaint = `expected each ${key} once, got ${show(items[index], key)} in two elements, which a patch merges into one: write them as one`;
  return { index, complaint };
}

/**
 * Elements that differ, in a field that merging does not look at: both are kept only if the pod has no such list, or if the patch replaces it.
 */
export function findMergedKey(items: readonly unknown[], key: string): RepeatedKey | undefined {
  if (items.some(item => isMapping(item) && item['$patch'] === 'replace')) return undefined;
  const index = findRepeated(items, item => keyOf(item, key));
  if (index === undefined) return undefined;
  const complaint = `has ${key} ${show(items[index], key)}, as another element: a patch merges both into one if the pod has such a list; add an element $patch: replace`;
  return { index, complaint };
}

/** What a list of the API server may have several of with one merge key: its own keys are these together. */
const BESIDE: Readonly<Record<string, readonly [field: string, byDefault: string]>> = {
  containerPort: ['protocol', 'TCP'],
  topologyKey: ['whenUnsatisfiable', 'DoNotSchedule'],
};

function identify(item: unknown, key: string): string | undefined {
  const value = keyOf(item, key);
  const [field, byDefault] = BESIDE[key] ?? [];
  if (value === undefined || field === undefined) return value;
  const beside = Reflect.get(Object(item), field) ?? byDefault;
  return typeof beside === 'string' ? JSON.stringify([value, beside]) : undefined;
}

/** The key of an element that merges, if it is known. */
function keyOf(item: unknown, key: string): string | undefined {
  if (!isMapping(item) || item['$patch'] !== undefined) return undefined;
  const value = item[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function findRepeated(
  items: readonly unknown[],
  identifier: (item: unknown) => string | undefined,
): number | undefined {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const value = identifier(item);
    if (value === undefined) continue;
    if (seen.has(value)) return index;
    seen.add(value);
  }
  return undefined;
}

function show(item: unknown, key: string): string {
  return quoteText(keyOf(item, key) ?? '');
}
