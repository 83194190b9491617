import type { ConfiguredPatch } from '../annotation/pod-configuration.ts';

/** Names of the elements that patches add to these lists of the pod's spec, or change there. */
export function listAdded(
  patches: readonly ConfiguredPatch[],
  lists: readonly ('volumes' | 'initContainers' | 'containers')[],
): string[] {
  return patches.flatMap(({ patch }) =>
    lists.flatMap(list => namesIn(Reflect.get(Object(Reflect.get(Object(patch), 'spec')), list))),
  );
}

function namesIn(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: unknown): string[] => {
    const { name, $patch }: Record<string, unknown> = { ...Object(element) };
    return typeof name === 'string' && $patch !== 'delete' ? [name] : [];
  });
}
