import { checkDirective } from './check-directive.ts';
import { isDirective, PATCH } from './directives.ts';
import { elementPath, fieldPath } from './field-path.ts';
import { isObject, isScalar, nameKind } from './json.ts';
import { PatchError } from './patch-error.ts';
import { type ListType, type MapType, type ObjectType, typeOfField, type ValueType } from './value-type.ts';

/** Refuses what is wrong with a patch whatever the pod is: lists and objects in each other's places, and directives that say nothing. */
export function checkPatch(patch: unknown, type: ValueType, path: string): void {
  if (type.kind === 'list') checkList(patch, type, path);
  else if (type.kind === 'object' || type.kind === 'map') checkObject(patch, type, path);
  else if (type.kind !== 'any' && !isScalar(patch)) {
    throw new PatchError(path, `expected a single value, got ${nameKind(patch)}`);
  }
}

function checkObject(patch: unknown, type: ObjectType | MapType, path: string): void {
  if (!isObject(patch)) throw new PatchError(path, `expected an object, got ${nameKind(patch)}`);
  for (const [field, value] of Object.entries(patch)) {
    const where = fieldPath(path, field);
    if (isDirective(field)) checkDirective(field, patch, type, where);
    else if (value !== null) checkPatch(value, typeOfField(type, field), where);
  }
}

function checkList(patch: unknown, type: ListType, path: string): void {
  if (!Array.isArray(patch)) throw new PatchError(path, `expected a list, got ${nameKind(patch)}`);
  for (const [index, element] of patch.entries()) {
    checkPatch(element, type.items, elementPath(path, index));
    if (type.mergeKey !== undefined) checkElement(element, type.mergeKey, elementPath(path, index));
  }
}

function checkElement(element: unknown, mergeKey: string, path: string): void {
  if (!isObject(element)) return;
  const alone = Object.keys(element).length === 1;
  if (element[PATCH] === 'replace') {
    if (alone) return;
    throw new PatchError(
      path,
      'expected nothing beside $patch: replace, which replaces the whole list by the other elements: write it as an element of its own',
    );
  }
  if (isScalar(element[mergeKey])) return;
  const got = Object.hasOwn(element, mergeKey) ? `got ${nameKind(element[mergeKey])}` : 'which is missing';
  throw new PatchError(
    path,
    `expected ${mergeKey}, by which a patch finds the elements of this list, ${got}`,
  );
}
