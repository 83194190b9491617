import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { isNearKey, SHORTEST_NEAR_KEY } from '../annotation/near-key.ts';
import { MAX_FIELDS_SEARCHED, MAX_NAMES_COMPARED, MAX_NAMES_LISTED } from '../bounds/bounds.ts';

/** The annotation's key in an object, or a key that is like it. */
export interface FoundKey {
  readonly key: string;
  readonly value: unknown;
  /** Ends in the key. */
  readonly path: readonly (string | number)[];
}

/**
 * Wherever the annotation's key stands in an object, be it right or wrong, and keys that are like it. The outermost fields are
 * searched, so many names compared, and so many found: a StatefulSet has far fewer. Without recursion: an object from a file can
 * be nested deeper than the stack.
 */
export function findKeys(object: object): FoundKey[] {
  const places = listPlaces(object);
  const names = [...new Set(places.map(({ key }) => key))];
  const compared = names.filter(name => name !== ANNOTATION_KEY).slice(0, MAX_NAMES_COMPARED);
  const found = new Set([ANNOTATION_KEY, ...compared.filter(isNearKey)]);
  return places
    .filter(({ key }) => found.has(key))
    .slice(0, MAX_NAMES_LISTED)
    .map(place => ({ key: place.key, value: place.value, path: pathOf(place) }));
}

interface Place {
  /** A number in a list. */
  readonly key: string;
  readonly value: unknown;
  readonly isItem: boolean;
  readonly parent: Place | undefined;
}

/** Those whose keys are long enough to be meant, the outer ones first. */
function listPlaces(object: object): Place[] {
  const places: Place[] = [];
  const open: { readonly value: object; readonly place?: Place }[] = [{ value: object }];
  let searched = 0;
  for (const at of open) {
    for (const key in at.value) {
      searched += 1;
      if (searched > MAX_FIELDS_SEARCHED) return places;
      if (SKIPPED.has(key)) continue;
      const value: unknown = Reflect.get(at.value, key);
      const place = { key, value, isItem: Array.isArray(at.value), parent: at.place };
      if (key.length >= SHORTEST_NEAR_KEY) places.push(place);
      if (value !== null && typeof value === 'object') open.push({ value, place });
    }
  }
  return places;
}

/** What holds keys of other things: fields that a client manages, labels to select by, data. */
const SKIPPED = new Set([
  'managedFields',
  'selector',
  'labelSelector',
  'matchLabels',
  'nodeSelector',
  'status',
  'data',
  'binaryData',
  'stringData',
]);

function pathOf(place: Place): (string | number)[] {
  const path = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent)
    path.push(at.isItem ? Number(at.key) : at.key);
  return path.reverse();
}
