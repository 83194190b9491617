import type { JsonObject } from './json.ts';
import { keepWhole } from './keep.ts';
import { mergeElements } from './merge-elements.ts';
import { orderMerged } from './order-merged.ts';
import type { ListType, ValueType } from './value-type.ts';

export type MergeObject = (
  original: JsonObject,
  patch: JsonObject,
  type: ValueType,
  path: string,
) => JsonObject;

/** A list with its patch. */
export function mergeList(
  original: readonly unknown[],
  patch: readonly unknown[],
  { merges, mergeKey, items }: ListType,
  path: string,
  mergeObject: MergeObject,
): readonly unknown[] {
  if (!merges) return keepWhole(patch, path);
  if (mergeKey === undefined) return mergeTexts(original, patch);
  const mergeElement = (element: JsonObject, change: JsonObject, where: string) =>
    mergeObject(element, change, items, where);
  return mergeElements(original, patch, mergeKey, path, mergeElement);
}

function mergeTexts(original: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  return orderMerged([...new Set([...original, ...patch])], patch, original, text => text);
}
