import type { PatchRequest } from '../annotation.ts';
import { isMapping } from '../describe-value.ts';
import { Expressed } from './patch-tree.ts';

/** Keys of the labels that patches set or remove; undefined where an expression gives them. */
export function listPatchedLabels(patches: readonly Pick<PatchRequest, 'patch'>[]): string[] | undefined {
  const trees = patches.map(({ patch }) => memberOf(memberOf(patch, 'metadata'), 'labels'));
  if (trees.some(tree => tree instanceof Expressed)) return undefined;
  return trees.flatMap(tree => (isMapping(tree) ? Object.keys(tree) : []));
}

function memberOf(tree: unknown, key: string): unknown {
  return isMapping(tree) ? tree[key] : undefined;
}
