import { PATCH } from './directives.ts';
import { elementPath } from './field-path.ts';
import { isObject, type JsonObject } from './json.ts';
import { keepWhole } from './keep.ts';
import { orderMerged } from './order-merged.ts';
import { PatchError } from './patch-error.ts';

type MergeElement = (element: JsonObject, change: JsonObject, path: string) => JsonObject;

/**
 * A list of objects with its patch. An element `{KEY: …, $patch: delete}` deletes those with that key, and `{$patch: replace}` replaces the
 * list by the patch's other elements.
 */
export function mergeElements(
  original: readonly unknown[],
  patch: readonly unknown[],
  mergeKey: string,
  path: string,
  mergeElement: MergeElement,
): readonly JsonObject[] {
  const keyOf = (element: unknown) => (isObject(element) ? element[mergeKey] : undefined);
  const marked = patch.filter(isObject).filter(element => Object.hasOwn(element, PATCH));
  const changes = patch.filter(isObject).filter(element => !Object.hasOwn(element, PATCH));
  if (marked.some(element => element[PATCH] === 'replace')) {
    return orderMerged(keepWhole(changes, path), [], changes, keyOf);
  }
  const deleted = new Set(marked.map(keyOf));
  const kept = readElements(original, mergeKey, path).filter(element => !deleted.has(keyOf(element)));
  return orderMerged(changeElements(kept, changes, mergeKey, path, mergeElement), changes, kept, keyOf);
}

/** Changes the first element with the same key, or adds one. */
function changeElements(
  original: readonly JsonObject[],
  changes: readonly JsonObject[],
  mergeKey: string,
  path: string,
  mergeElement: MergeElement,
): JsonObject[] {
  const merged = [...original];
  const places = new Map(original.map((element, place) => [element[mergeKey], place] as const).reverse());
  for (const change of changes) {
    const key = change[mergeKey];
    const where = elementPath(path, key);
    const place = places.get(key) ?? merged.length;
    const found = merged[place];
    merged[place] = found === undefined ? keepWhole(change, where) : mergeElement(found, change, where);
    places.set(key, place);
  }
  return merged;
}

function readElements(original: readonly unknown[], mergeKey: string, path: string): JsonObject[] {
  return original.map((element, index) => {
    if (isObject(element) && Object.hasOwn(element, mergeKey)) return element;
    throw new PatchError(
      elementPath(path, index),
      `the pod has no ${mergeKey} there, by which a patch finds the elements of this list: add it to the pod template, or leave the list out of the patch`,
    );
  });
}
