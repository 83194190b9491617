import { isDeepStrictEqual } from 'node:util';
import jsonpatch from 'fast-json-patch';
import { isObject } from '../patch/json.ts';
import type { PatchOperation } from './pod-draft.ts';

/**
 * The operations that make one JSON object of another. Lists of the same named items in the same order are compared item by item;
 * any other list that differs is replaced: item by item, one that comes in front would change all behind it.
 */
export function diffJson(before: object, after: object, pointer: string): PatchOperation[] {
  if (before === after) return [];
  const gone = Object.keys(before).filter(key => !has(after, key));
  return [
    ...gone.map((key): PatchOperation => ({ op: 'remove', path: join(pointer, key) })),
    ...Object.keys(after).flatMap(key => diffMember(before, after, key, join(pointer, key))),
  ];
}

function diffMember(before: object, after: object, key: string, path: string): PatchOperation[] {
  const [one, other]: unknown[] = [read(before, key), read(after, key)];
  if (!has(after, key) || one === other) return [];
  if (isObject(one) && isObject(other)) return diffJson(one, other, path);
  if (isNamed(one) && isNamed(other) && haveSameNames(one, other)) {
    return one.flatMap((item, index) => diffJson(item, other[index] as object, `${path}/${index}`));
  }
  return isDeepStrictEqual(one, other) ? [] : [{ op: 'add', path, value: other }];
}

/** JSON has no undefined. */
function has(object: object, key: string): boolean {
  return read(object, key) !== undefined;
}

function read(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
}

type Named = readonly { readonly name: unknown }[];

function isNamed(value: unknown): value is Named {
  return Array.isArray(value) && value.every(item => isObject(item) && Object.hasOwn(item, 'name'));
}

function haveSameNames(one: Named, other: Named): boolean {
  return one.length === other.length && one.every(({ name }, index) => name === other[index]?.name);
}

function join(pointer: string, key: string): string {
  return `${pointer}/${jsonpatch.escapePathComponent(key)}`;
}
