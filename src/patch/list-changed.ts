import { isDeepStrictEqual } from 'node:util';
import { elementPath, fieldPath } from './field-path.ts';
import { isDropped } from './is-dropped.ts';
import { isObject, type JsonObject } from './json.ts';
import { type ListType, POD, typeOfField, UNKNOWN, type ValueType } from './value-type.ts';

/** A field in which two pods differ, with its values; undefined where there is none. */
export interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields that `listChanges` finds. */
export function listChanged(before: object, after: object): string[] {
  return listChanges(before, after).map(({ field }) => field);
}

/**
 * The fields in which two pods differ, for people: `spec.containers[mysql].resources.requests.cpu`. Of a list that merges, an element that
 * is in one of them only is named as a whole; a list that is replaced is a field.
 */
export function listChanges(before: object, after: object): Change[] {
  return compareFields({ ...before }, { ...after }, POD, '');
}

function compareFields(before: JsonObject, after: JsonObject, type: ValueType, path: string): Change[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...fields].flatMap(field => {
    if (read(before, field) === read(after, field)) return [];
    const typed = type.kind === 'object' || type.kind === 'map' ? typeOfField(type, field) : UNKNOWN;
    const [old, now] = [read(before, field), read(after, field)];
    const isNone = (value: unknown) => value === undefined || isDropped(value, field, type);
    return isNone(old) && isNone(now) ? [] : compare(old, now, typed, fieldPath(path, field));
  });
}

function read(object: JsonObject, field: string): unknown {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}

function compare(before: unknown, after: unknown, type: ValueType, path: string): Change[] {
  const change = { field: path, before, after };
  if (before === after) return [];
  const [one, other] = [before ?? {}, after ?? {}];
  if (isObject(one) && isObject(other)) {
    const fields = compareFields(one, other, type, path);
    // An empty object came or went.
    return fields.length > 0 || (isObject(before) && isObject(after)) ? fields : [change];
  }
  if (type.kind === 'list' && type.mergeKey !== undefined) {
    const [old, now] = [before ?? [], after ?? []];
    if (Array.isArray(old) && Array.isArray(now)) return compareElements(old, now, type, path);
  }
  return isDeepStrictEqual(before, after) ? [] : [change];
}

function compareElements(
  before: readonly unknown[],
  after: readonly unknown[],
  { items, mergeKey = '' }: ListType,
  path: string,
): Change[] {
  const index = (list: readonly unknown[]) => new Map(list.map(item => [keyOf(item, mergeKey), item]));
  const [old, now] = [index(before), index(after)];
  // Ports of one number for two protocols.
  const repeated = old.size < before.length || now.size < after.length;
  if (repeated) return isDeepStrictEqual(before, after) ? [] : [{ field: path, before, after }];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(key => {
    if (old.get(key) === now.get(key)) return [];
    const where = elementPath(path, key);
    const [one, other] = [old.get(key), now.get(key)];
    if (old.has(key) && now.has(key)) return compare(one, other, items, where);
    return [{ field: where, before: one, after: other }];
  });
}

function keyOf(item: unknown, mergeKey: string): unknown {
  return isObject(item) ? read(item, mergeKey) : item;
}
