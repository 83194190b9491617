import { findRefusedField } from '../../patch/find-refused-field.ts';
import { isObject } from '../../patch/json.ts';
import { fitList } from './fit-list.ts';
import { fitMapping } from './fit-mapping.ts';
import { fitScalar } from './fit-scalar.ts';
import type { Fitter } from './fitter.ts';
import type { PatchTree, Slot } from './patch-tree.ts';

/** A value as the field takes it, with all that is in it. */
export function fitValue(value: unknown, slot: Slot, fitter: Fitter): PatchTree | undefined {
  const { type, path, list } = slot;
  const reason = findRefusedField(path, value);
  if (reason !== undefined) return fitter.refuse(slot, reason);
  if (typeof value === 'string') return fitter.readText(value, slot);
  if (value === null && (list === undefined || type.kind === 'any')) return null;
  if (type.kind === 'list') return fitList(value, type, slot, fitter);
  if (type.kind === 'object' || type.kind === 'map') return fitMapping(value, type, slot, fitter);
  if (type.kind !== 'any') return fitScalar(value, slot, fitter);
  if (Array.isArray(value)) return fitList(value, ANY_LIST, slot, fitter);
  return isObject(value) ? fitMapping(value, ANY_MAP, slot, fitter) : fitScalar(value, slot, fitter);
}

const ANY_LIST = { kind: 'list', items: { kind: 'any' }, merges: false } as const;
const ANY_MAP = { kind: 'map', values: { kind: 'any' } } as const;
