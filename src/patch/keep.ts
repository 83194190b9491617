import { isDirective, PATCH } from './directives.ts';
import { elementPath, fieldPath } from './field-path.ts';
import { isObject, type JsonObject } from './json.ts';
import { PatchError } from './patch-error.ts';

/**
 * What a patch adds where the pod has nothing: without nulls, and without what it deletes. Undefined where nothing remains.
 */
export function keepRest(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => keepRest(item, elementPath(path, index)))
      .filter(item => item !== undefined);
  }
  if (!isObject(value)) return value;
  if (!Object.hasOwn(value, PATCH)) return keepFields(value, path, keepRest);
  if (value[PATCH] === 'replace' && Object.keys(value).length > 1) throw nothingToReplace(path);
  return undefined;
}

/**
 * A new element of a list, or what replaces an object or a list: without nulls. kubectl leaves directives in it, which the API server
 * drops; what they mark for deletion would be added.
 */
export function keepWhole<Value>(value: Value, path: string): Value;
export function keepWhole(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => keepWhole(item, elementPath(path, index)));
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, PATCH)) throw noEffect(path);
  return keepFields(value, path, keepWhole);
}

function keepFields(
  value: JsonObject,
  path: string,
  keep: (value: unknown, path: string) => unknown,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, item]) => item !== null && !isDirective(field))
      .map(([field, item]) => [field, keep(item, fieldPath(path, field))] as const)
      .filter(([, item]) => item !== undefined),
  );
}

function nothingToReplace(path: string): PatchError {
  return new PatchError(
    path,
    '$patch: replace where the pod has nothing to replace, where a strategic merge drops what it holds: remove the directive, or use $retainKeys with the names of the fields',
  );
}

function noEffect(path: string): PatchError {
  return new PatchError(
    path,
    '$patch in what is new to the pod, or replaces something as a whole, where it has no effect: remove what it marks, or, if the pod should have this element already, correct its name',
  );
}
