import { quoteText } from '../bounds/quote-text.ts';
import { DELETE_FROM, isDirective, listToDeleteFrom, PATCH, RETAIN_KEYS } from './directives.ts';
import { isScalar, type JsonObject, nameKind } from './json.ts';
import { PatchError } from './patch-error.ts';
import { type MapType, type ObjectType, typeOfField } from './value-type.ts';

/** Refuses a directive that kubectl would, and `$setElementOrder`. `path` leads to it. */
export function checkDirective(
  field: string,
  patch: JsonObject,
  type: ObjectType | MapType,
  path: string,
): void {
  if (field === PATCH) checkPatchDirective(patch[PATCH], path);
  else if (field === RETAIN_KEYS) checkRetained(patch, path);
  else if (field.startsWith(DELETE_FROM)) checkDeleted(field, patch[field], type, path);
  else {
    throw new PatchError(
      path,
      'kubectl computes it from the object that it applied before, and there is none here: list the elements in the order that they are to have, or replace the list with $patch: replace',
    );
  }
}

function checkPatchDirective(directive: unknown, path: string): void {
  if (directive === 'delete' || directive === 'replace') return;
  const got = typeof directive === 'string' ? quoteText(directive) : nameKind(directive);
  throw new PatchError(path, `expected delete or replace, got ${got}; to merge needs no directive`);
}

function checkRetained(patch: JsonObject, path: string): void {
  const retained = readScalars(patch[RETAIN_KEYS], path);
  for (const [field, value] of Object.entries(patch)) {
    if (value === null || isDirective(field) || retained.includes(field)) continue;
    throw new PatchError(
      path,
      `expected all fields that the patch sets, and ${quoteText(field)} is missing: add it`,
    );
  }
}

function checkDeleted(field: string, gone: unknown, type: ObjectType | MapType, path: string): void {
  const name = listToDeleteFrom(field);
  if (name === undefined || name === '')
    throw new PatchError(path, `expected the name of a list, as in ${DELETE_FROM}/args`);
  const list = typeOfField(type, name);
  const ofObjects = list.kind === 'list' && list.items.kind === 'object';
  if ((list.kind !== 'list' && list.kind !== 'any') || ofObjects) {
    throw new PatchError(
      path,
      `expected the name of a list of texts or numbers: to delete an element of another list, list it with $patch: delete`,
    );
  }
  readScalars(gone, path);
}

function readScalars(list: unknown, path: string): readonly (string | number | boolean)[] {
  if (!Array.isArray(list)) throw new PatchError(path, `expected a list, got ${nameKind(list)}`);
  for (const item of list) {
    if (!isScalar(item))
      throw new PatchError(path, `expected a list of single values, got ${nameKind(item)} in it`);
  }
  return list;
}
