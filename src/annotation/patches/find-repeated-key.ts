import { quoteText } from '../../bounds/quote-text.ts';
import { isObject } from '../../patch/json.ts';

/** An element of a merging list, and whether its key is known for a pod only. */
export interface KeyedItem {
  readonly item: unknown;
  readonly isComputed: boolean;
}

/** A key that expressions give to two elements: a patch would merge the second one into the first one, which is never meant. */
export function findRepeatedKey(items: readonly KeyedItem[], key: string): string | undefined {
  const seen = new Map<string, boolean>();
  for (const [index, { item, isComputed }] of items.entries()) {
    const identity = identify(item, key);
    if (identity === undefined) continue;
    const former = seen.get(identity);
    if (former !== undefined && (former || isComputed)) {
      return `[${index}]: expected each ${key} once, got ${show(item, key)} in two elements, which a patch merges into one`;
    }
    seen.set(identity, isComputed);
  }
  return undefined;
}

/** Two elements that are written with one key. Both are kept only if the pod has no such list, or if the patch replaces it. */
export function findMergedKey(items: readonly unknown[], key: string): string | undefined {
  const seen = new Set<string | undefined>();
  const index = items.findIndex(item => {
    const value = keyOf(item, key);
    if (value !== undefined && seen.has(value)) return true;
    seen.add(value);
    return false;
  });
  if (index === -1 || items.some(item => isObject(item) && item['$patch'] === 'replace')) return undefined;
  return `[${index}] has ${key} ${show(items[index], key)}, as another element: a patch merges both into one if the pod has such a list; write them as one, or add an element $patch: replace`;
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
  return JSON.stringify([value, Reflect.get(Object(item), field) ?? byDefault]);
}

/** The key of an element that merges. One that deletes may go before another one with its key: together they replace it. */
function keyOf(item: unknown, key: string): string | undefined {
  if (!isObject(item) || item['$patch'] !== undefined) return undefined;
  const value = item[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function show(item: unknown, key: string): string {
  return quoteText(keyOf(item, key) ?? '');
}
