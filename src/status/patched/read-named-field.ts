import { elementPath, fieldPath } from '../../patch/field-path.ts';
import { isObject } from '../../patch/json.ts';
import { POD, typeOfField, UNKNOWN, type ValueType } from '../../patch/value-type.ts';

/** The value of a field of a pod, by its name in the status annotation; undefined where there is none. */
export function readNamedField(pod: object, name: string): unknown {
  return find({ ...pod }, POD, '', name);
}

function find(value: unknown, type: ValueType, path: string, name: string): unknown {
  if (path === name) return value;
  for (const [part, typed, place] of listParts(value, type, path)) {
    if (leadsTo(place, name)) return find(part, typed, place, name);
  }
  return undefined;
}

function leadsTo(place: string, name: string): boolean {
  return name === place || name.startsWith(`${place}.`) || name.startsWith(`${place}[`);
}

type Part = readonly [value: unknown, type: ValueType, path: string];

function listParts(value: unknown, type: ValueType, path: string): Part[] {
  if (isObject(value)) {
    const typeOf = (field: string) =>
      type.kind === 'object' || type.kind === 'map' ? typeOfField(type, field) : UNKNOWN;
    return Object.entries(value).map(([field, part]) => [part, typeOf(field), fieldPath(path, field)]);
  }
  if (type.kind !== 'list' || type.mergeKey === undefined || !Array.isArray(value)) return [];
  const { items, mergeKey } = type;
  return value.filter(isObject).map(item => [item, items, elementPath(path, item[mergeKey])]);
}
