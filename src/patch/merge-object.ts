import { DELETE_FROM, isDirective, listToDeleteFrom, PATCH, RETAIN_KEYS } from './directives.ts';
import { fieldPath } from './field-path.ts';
import { isObject, type JsonObject } from './json.ts';
import { keepRest, keepWhole } from './keep.ts';
import { mergeList } from './merge-list.ts';
import { type MapType, type ObjectType, typeOfField, UNKNOWN, type ValueType } from './value-type.ts';

/** An object with its patch. One that replaces it is taken as it is, without the directive. */
export function mergeObject(
  original: JsonObject,
  patch: JsonObject,
  type: ValueType,
  path: string,
): JsonObject {
  if (Object.hasOwn(patch, PATCH)) {
    const { [PATCH]: directive, ...rest } = patch;
    return directive === 'replace' ? keepWhole(rest, path) : {};
  }
  const merged = new Map(retain(Object.entries(original), patch));
  for (const [field, gone] of Object.entries(patch)) deleteFromList(merged, field, gone);
  for (const [field, value] of Object.entries(patch)) {
    if (!isDirective(field)) mergeField(merged, field, value, type, fieldPath(path, field));
  }
  return Object.fromEntries(merged);
}

function retain(fields: [string, unknown][], patch: JsonObject): [string, unknown][] {
  const retained = patch[RETAIN_KEYS];
  return Array.isArray(retained) ? fields.filter(([field]) => retained.includes(field)) : fields;
}

/** kubectl takes the fields of a patch in any order: where one deletes and adds the same text, its result varies. */
function deleteFromList(merged: Map<string, unknown>, field: string, gone: unknown): void {
  if (!field.startsWith(DELETE_FROM) || !Array.isArray(gone)) return;
  const list = listToDeleteFrom(field) ?? '';
  const original = merged.get(list);
  if (Array.isArray(original))
    merged.set(
      list,
      original.filter(item => !gone.includes(item)),
    );
}

function mergeField(
  merged: Map<string, unknown>,
  field: string,
  patch: unknown,
  type: ValueType,
  path: string,
): void {
  const original = merged.get(field);
  const value = patch === null ? undefined : mergeValue(original, patch, typeIn(type, field), path);
  if (value === undefined) merged.delete(field);
  else merged.set(field, value);
}

function mergeValue(original: unknown, patch: unknown, type: ValueType, path: string): unknown {
  if (isObject(original) && isObject(patch)) return mergeObject(original, patch, type, path);
  if (Array.isArray(original) && Array.isArray(patch) && type.kind === 'list') {
    return mergeList(original, patch, type, path, mergeObject);
  }
  return keepRest(patch, path);
}

function typeIn(type: ValueType, field: string): ValueType {
  return isOpen(type) ? typeOfField(type, field) : UNKNOWN;
}

function isOpen(type: ValueType): type is ObjectType | MapType {
  return type.kind === 'object' || type.kind === 'map';
}
