import { isDeepStrictEqual } from 'node:util';
import { elementPath, fieldPath } from '../../patch/field-path.ts';
import { isDropped } from '../../patch/is-dropped.ts';
import { isObject, type JsonObject } from '../../patch/json.ts';
import { compareQuantities } from '../../patch/rules/quantity.ts';
import { type ListType, POD, typeOfField, UNKNOWN, type ValueType } from '../../patch/value-type.ts';
import { isSameList } from './is-same-list.ts';

/** A field of a pod that runs and of a new one, named as in the status annotation. */
export interface FieldDifference {
  readonly field: string;
  /** Undefined where the pod that runs has no such field. */
  readonly had: unknown;
  /** Undefined where a new one has no such field. */
  readonly gets: unknown;
}

/**
 * The fields in which two pods differ by meaning: `1000m` is `1`. An element that only one of them has is told as a whole.
 *
 * @param exact whether a list that patches replace may have no more entries.
 */
export function compareFields(had: object, gets: object, exact: boolean): FieldDifference[] {
  return compareMembers({ ...had }, { ...gets }, POD, { field: '', exact });
}

interface At {
  readonly field: string;
  readonly exact: boolean;
}

function compareMembers(had: JsonObject, gets: JsonObject, type: ValueType, at: At): FieldDifference[] {
  const names = new Set([...Object.keys(gets), ...Object.keys(had)]);
  return [...names].flatMap(name => {
    const typed = type.kind === 'object' || type.kind === 'map' ? typeOfField(type, name) : UNKNOWN;
    const place = { ...at, field: fieldPath(at.field, name) };
    const [old, now] = [member(had, name), member(gets, name)];
    const isNone = (value: unknown) => value === undefined || isDropped(value, name, type);
    return isNone(old) && isNone(now) ? [] : compare(old, now, typed, place);
  });
}

function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

function compare(had: unknown, gets: unknown, type: ValueType, at: At): FieldDifference[] {
  if (isSame(had, gets, type, at.exact)) return [];
  const differences = compareParts(had, gets, type, at);
  return differences ?? [{ field: at.field, had, gets }];
}

function isSame(had: unknown, gets: unknown, type: ValueType, exact: boolean): boolean {
  if (type.kind === 'quantity') return compareQuantities(had, gets) === 0 || had === gets;
  if (type.kind !== 'list' || type.merges) return isDeepStrictEqual(had, gets);
  return isList(had) && isList(gets) && isSameList(had ?? [], gets ?? [], exact);
}

/** Undefined for what has no parts to compare. */
function compareParts(had: unknown, gets: unknown, type: ValueType, at: At): FieldDifference[] | undefined {
  if (type.kind === 'list') {
    if (type.mergeKey === undefined || !isList(had) || !isList(gets)) return undefined;
    return compareElements(had ?? [], gets ?? [], type, at);
  }
  const [one, other] = [had ?? {}, gets ?? {}];
  if (!isObject(one) || !isObject(other)) return undefined;
  const members = compareMembers(one, other, type, at);
  const isEmpty = Object.keys(one).length + Object.keys(other).length === 0;
  return isEmpty ? undefined : members;
}

function isList(value: unknown): value is readonly unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

function compareElements(
  had: readonly unknown[],
  gets: readonly unknown[],
  { items, mergeKey = '' }: ListType,
  at: At,
): FieldDifference[] {
  const index = (list: readonly unknown[]) =>
    new Map(list.filter(isObject).map(item => [member(item, mergeKey), item]));
  const [old, now] = [index(had), index(gets)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(key => {
    const place = { ...at, field: elementPath(at.field, key) };
    const [one, other] = [old.get(key), now.get(key)];
    if (one !== undefined && other !== undefined) return compare(one, other, items, place);
    return [{ field: place.field, had: one, gets: other }];
  });
}
