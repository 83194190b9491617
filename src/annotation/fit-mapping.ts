import { findClosestName } from '../bounds/closest-name.ts';
import { DELETE_FROM, isDirective, PATCH, RETAIN_KEYS } from '../patch/directives.ts';
import { type MapType, type ObjectType, typeOfField } from '../patch/value-type.ts';
import { isMapping } from './describe-value.ts';
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
  if (!isMapping(value)) return refuseValue(value, slot, fitter);
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
  const mistake = type.kind === 'object' ? judgeName(key, type, slot, fitter) : undefined;
  return mistake === undefined ? fitter.fit(mapping[key], slot) : fitter.refuse(slot, mistake, 'key');
}

const NO_EXPRESSION =
  'expected a key without $(…): only values hold expressions; write it out, or let one expression give the whole mapping';

/** What is wrong with the name of a field. One that is near no other one may be newer than the types are. */
function judgeName(name: string, { name: owner, fields }: ObjectType, slot: Slot, fitter: Fitter) {
  if (fields.has(name)) return undefined;
  const meant = findMeant(name, [...fields.keys(), ...DIRECTIVES]);
  if (meant !== undefined) return `there is no such field; did you mean ${meant}?`;
  if (name.startsWith('$')) return `there is no such field; directives are ${DIRECTIVES.join(', ')}`;
  fitter.warnOfUnknown(slot, owner);
  return undefined;
}

const DIRECTIVES = [PATCH, RETAIN_KEYS, `${DELETE_FROM}/args`];

/** A known name with more behind it is no slip of the finger: so many fields have come. */
function findMeant(name: string, known: Iterable<string>): string | undefined {
  const meant = findClosestName(name, known);
  if (meant === undefined) return undefined;
  const isLonger = name.length > meant.length + MAX_SLIPS && name.startsWith(meant);
  return isLonger ? undefined : meant;
}

const MAX_SLIPS = 2;
