import { isObject } from '../../patch/json.ts';
import type { PatchRequest } from '../annotation.ts';
import { KeyedItems } from './patch-tree.ts';

/** Names of the containers that patches change or add, as far as they are written out. */
export function listPatchedContainers(patches: readonly Pick<PatchRequest, 'patch'>[]): string[] {
  return patches.flatMap(({ patch }) => {
    const spec = memberOf(patch, 'spec');
    return [...namesIn(memberOf(spec, 'containers')), ...namesIn(memberOf(spec, 'initContainers'))];
  });
}

function memberOf(tree: unknown, key: string): unknown {
  return isObject(tree) ? tree[key] : undefined;
}

function namesIn(list: unknown): string[] {
  const items: unknown = list instanceof KeyedItems ? list.items : list;
  if (!Array.isArray(items)) return [];
  const kept = items.filter(item => memberOf(item, '$patch') !== 'delete');
  return kept.map(item => memberOf(item, 'name')).filter(name => typeof name === 'string');
}
