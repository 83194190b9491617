/**
 * An object as the API server decodes it: a field that is null is absent. In a map of texts or a list of texts a null is an
 * empty text, in a list of objects an empty one. What has no null is given as it came, never copied.
 */
export function dropNulls<T>(value: T): T {
  return drop(value, '', 0) as T;
}

/** Fields whose own values are texts, by what the core API calls them. */
const OF_TEXTS: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'matchLabels',
  'nodeSelector',
  'data',
  'binaryData',
  'stringData',
  'command',
  'args',
]);

/** No field that is read lies deeper, and the stack is enough for it. */
const MAX_DEPTH = 64;

function drop(value: unknown, field: string, depth: number): unknown {
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return value;
  return Array.isArray(value) ? dropInList(value, field, depth) : dropInObject(value, field, depth);
}

function dropInList(list: readonly unknown[], field: string, depth: number): unknown {
  const zero = zeroOf(field, list);
  const items = list.map(item => (item === null ? zero : drop(item, '', depth + 1)));
  return items.every((item, index) => item === list[index]) ? list : items;
}

/** What a list is of is told by its other items. One of several kinds is no list of the core API's: a null stays. */
function zeroOf(field: string, list: readonly unknown[]): unknown {
  const others = list.filter(item => item !== null);
  const isOfTexts = others.length > 0 && others.every(item => typeof item === 'string');
  if (isOfTexts || OF_TEXTS.has(field)) return '';
  return others.every(item => typeof item === 'object') ? {} : null;
}

function dropInObject(object: object, field: string, depth: number): unknown {
  const members = Object.entries(object);
  const kept = members.flatMap(([key, member]) => {
    if (member === null) return OF_TEXTS.has(field) ? [[key, ''] as const] : [];
    return [[key, drop(member, key, depth + 1)] as const];
  });
  const isSame =
    kept.length === members.length && kept.every(([, one], index) => one === members[index]?.[1]);
  return isSame ? object : Object.fromEntries(kept);
}
