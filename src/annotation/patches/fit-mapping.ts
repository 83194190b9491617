import { isDirective } from '../../patch/directives.ts';
import { isObject } from '../../patch/json.ts';
import { type MapType, type ObjectType, typeOfField } from '../../patch/value-type.ts';
import { fitDirective } from './fit-directive.ts';
import { refuseValue } from './fit-scalar.ts';
import type { Fitter } from './fitter.ts';
import type { PatchTree, Slot } from './patch-tree.ts';

export function fitMapping(
  value: unknown,
  type: ObjectType | MapType,
  slot: Slot,
  fitter: Fitter,
): PatchTree | undefined {
  if (!isObject(value)) return refuseValue(value, slot, fitter);
  const members = Object.keys(value).map(
    key => [key, fitMember(key, value, type, [...slot.path, key], fitter)] as const,
  );
  const fitting = members.filter((member): member is [string, PatchTree] => member[1] !== undefined);
  return fitting.length < members.length ? undefined : Object.fromEntries(fitting);
}

function fitMember(
  key: string,
  mapping: Readonly<Record<string, unknown>>,
  type: ObjectType | MapType,
  path: Slot['path'],
  fitter: Fitter,
): PatchTree | undefined {
  const slot = { path, type: typeOfField(type, key) };
  if (key.includes('$(')) return fitter.refuse(slot, NO_EXPRESSION, 'key');
  if (isDirective(key)) return fitDirective(key, mapping, type, path, fitter);
  const isUnknown = type.kind === 'object' && !type.fields.has(key);
  const mistake = isUnknown ? fitter.judgeUnknown(key, type, slot) : undefined;
  return mistake === undefined ? fitter.fit(mapping[key], slot) : fitter.refuse(slot, mistake, 'key');
}

const NO_EXPRESSION =
  'expected a key without $(…): only values hold expressions; write it out, or let one expression give the whole mapping';
