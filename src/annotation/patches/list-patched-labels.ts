import { isObject } from '../../patch/json.ts';
import type { PatchRequest } from '../annotation.ts';
import { Expressed } from './patch-tree.ts';

/** Keys of the labels that patches set or remove; undefined where an expression gives them. */
export function listPatchedLabels(patches: readonly Pick<PatchRequest, 'patch'>[]): string[] | undefined {
  const trees = patches.map(({ patch }) => memberOf(memberOf(patch, 'metadata'), 'labels'));
  if (trees.some(tree => tree instanceof Expressed)) return undefined;
  return trees.flatMap(tree => (isObject(tree) ? Object.keys(tree) : []));
}

function memberOf(tree: unknown, key: string): unknown {
  return isObject(tree) ? tree[key] : undefined;
}
