import { checkDirective } from '../../patch/check-directive.ts';
import { listToDeleteFrom, PATCH } from '../../patch/directives.ts';
import { PatchError } from '../../patch/patch-error.ts';
import { type ListType, type MapType, type ObjectType, typeOfField } from '../../patch/value-type.ts';
import type { Fitter } from './fitter.ts';
import type { PatchTree, Slot } from './patch-tree.ts';

/** The value of a key that says how to merge, `$patch`; what it stands beside is `siblings`. */
export function fitDirective(
  key: string,
  siblings: Readonly<Record<string, unknown>>,
  owner: ObjectType | MapType,
  path: Slot['path'],
  fitter: Fitter,
): PatchTree | undefined {
  const slot = { path, type: typeOf(key, owner) };
  try {
    checkDirective(key, siblings, owner, '');
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return fitter.refuse(slot, error.reason, 'key');
  }
  return fitter.fit(siblings[key], slot);
}

function typeOf(key: string, owner: ObjectType | MapType): Slot['type'] {
  if (key === PATCH) return { kind: 'string' };
  const list = listToDeleteFrom(key);
  const type = list === undefined ? TEXTS : typeOfField(owner, list);
  return type.kind === 'list' ? { ...type, merges: false } : TEXTS;
}

const TEXTS: ListType = { kind: 'list', items: { kind: 'string' }, merges: false };
