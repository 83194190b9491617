import { elementPath, fieldPath } from '../field-path.ts';
import { isObject, nameKind } from '../json.ts';
import { type ListType, type MapType, type ObjectType, typeOfField, type ValueType } from '../value-type.ts';
import { checkField } from './check-field.ts';
import { checkObject } from './check-object.ts';
import { checkScalar } from './check-scalar.ts';
import type { Complaint } from './complaint.ts';

/**
 * What the API server refuses of a value of this type, with all that is in it but what is the very same in `before`. It reads null as
 * nothing.
 */
export function* checkValue(
  value: unknown,
  before: unknown,
  type: ValueType,
  path: string,
): Generator<Complaint, void> {
  if (value === null || value === undefined || value === before) return;
  if (type.kind === 'object' || type.kind === 'map') yield* checkFields(value, before, type, path);
  else if (type.kind === 'list') yield* checkList(value, before, type, path);
  else {
    const message = checkScalar(value, type);
    if (message !== undefined) yield { path, message };
  }
}

function* checkFields(
  value: unknown,
  before: unknown,
  type: ObjectType | MapType,
  path: string,
): Generator<Complaint, void> {
  if (!isObject(value)) {
    yield { path, message: `expected an object, got ${nameKind(value)}` };
    return;
  }
  for (const [field, member] of Object.entries(value)) {
    const where = fieldPath(path, field);
    const old = isObject(before) && Object.hasOwn(before, field) ? before[field] : undefined;
    if (member === old || member === null) continue;
    let wrong = false;
    for (const complaint of checkValue(member, old, typeOfField(type, field), where)) {
      wrong = true;
      yield complaint;
    }
    if (!wrong && type.kind === 'object') yield* checkField(`${type.name}.${field}`, member, where);
  }
  if (type.kind === 'object') yield* checkObject(type.name, value, path);
}

function* checkList(
  value: unknown,
  before: unknown,
  { items, mergeKey }: ListType,
  path: string,
): Generator<Complaint, void> {
  if (!Array.isArray(value)) {
    yield { path, message: `expected a list, got ${nameKind(value)}` };
    return;
  }
  const keyOf = (item: unknown, index: number) =>
    mergeKey !== undefined && isObject(item) ? (item[mergeKey] ?? index) : index;
  const known: readonly unknown[] = Array.isArray(before) ? before : [];
  const old = new Map(known.map((item, index) => [keyOf(item, index), item]));
  const same = new Set(known);
  for (const [index, item] of value.entries()) {
    const key = keyOf(item, index);
    if (!same.has(item)) yield* checkValue(item, old.get(key), items, elementPath(path, key));
  }
}
