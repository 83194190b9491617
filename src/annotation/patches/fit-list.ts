import { isObject } from '../../patch/json.ts';
import type { ListType } from '../../patch/value-type.ts';
import { refuseValue } from './fit-scalar.ts';
import type { Fitter } from './fitter.ts';
import { Expressed, type PatchTree, type Slot } from './patch-tree.ts';

export function fitList(value: unknown, type: ListType, slot: Slot, fitter: Fitter): PatchTree | undefined {
  if (!Array.isArray(value)) return refuseValue(value, slot, fitter);
  const items = value.map((item, index) => fitItem(item, type, [...slot.path, index], fitter));
  const fitting = items.filter(item => item !== undefined);
  if (fitting.length < items.length) return undefined;
  return type.mergeKey === undefined ? fitting : fitter.keepItems(fitting, type.mergeKey, slot);
}

/** One element. In a list that merges it must have the key. */
export function fitItem(
  item: unknown,
  list: ListType,
  path: Slot['path'],
  fitter: Fitter,
): PatchTree | undefined {
  const slot = { path, type: list.items, list };
  const fitting = fitter.fit(item, slot);
  if (list.mergeKey === undefined || !isObject(fitting) || fitting instanceof Expressed) return fitting;
  if ((fitting[list.mergeKey] ?? '') !== '' || fitting['$patch'] === 'replace') return fitting;
  return fitter.refuse(slot, describeMissingKey(list.mergeKey));
}

export function describeMissingKey(key: string): string {
  return `expected ${key}, by which a patch finds the element of the pod, got none`;
}
