import { elementPath, fieldPath } from '../field-path.ts';
import { isObject, nameKind } from '../json.ts';
import { type ListType, type MapType, type ObjectType, typeOfField, type ValueType } from '../value-type.ts';
import { checkField } from './check-field.ts';
import { checkObject } from './check-object.ts';
import { checkScalar } from './check-scalar.ts';
import type { Complaint } from './complaint.ts';

/** What the API server refuses of a value of this type, with all that is in it. It reads null as nothing. */
export function checkValue(value: unknown, type: ValueType, path: string): readonly Complaint[] {
  if (value === null || value === undefined) return [];
  if (type.kind === 'object' || type.kind === 'map') return checkFields(value, type, path);
  if (type.kind === 'list') return checkList(value, type, path);
  const message = checkScalar(value, type);
  return message === undefined ? [] : [{ path, message }];
}

function checkFields(value: unknown, type: ObjectType | MapType, path: string): readonly Complaint[] {
  if (!isObject(value)) return [{ path, message: `expected an object, got ${nameKind(value)}` }];
  const inFields = Object.entries(value).flatMap(([field, member]) => {
    const where = fieldPath(path, field);
    const inMember = checkValue(member, typeOfField(type, field), where);
    return inMember.length > 0 || type.kind === 'map'
      ? inMember
      : checkField(`${type.name}.${field}`, member, where);
  });
  return type.kind === 'map' ? inFields : [...inFields, ...checkObject(type.name, value, path)];
}

function checkList(value: unknown, { items, mergeKey }: ListType, path: string): readonly Complaint[] {
  if (!Array.isArray(value)) return [{ path, message: `expected a list, got ${nameKind(value)}` }];
  return value.flatMap((item, index) => {
    const key = mergeKey !== undefined && isObject(item) ? (item[mergeKey] ?? index) : index;
    return checkValue(item, items, elementPath(path, key));
  });
}
