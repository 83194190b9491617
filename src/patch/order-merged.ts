/** An element of the merged list, with its key's first place in the patch and in the list before. */
interface Placed<Item> {
  readonly item: Item;
  readonly patched: number | undefined;
  readonly before: number;
}

/**
 * The elements of a merged list in the order that kubectl gives them: those of the patch in the patch's order, the others in theirs, and of
 * two that the pod had before, the former one first. So what is new comes before all others.
 */
export function orderMerged<Item>(
  merged: readonly Item[],
  patch: readonly unknown[],
  original: readonly unknown[],
  keyOf: (item: unknown) => unknown,
): Item[] {
  const inPatch = placesOf(patch, keyOf);
  const inOriginal = placesOf(original, keyOf);
  const placed = merged.map(item => {
    const key = keyOf(item);
    return { item, patched: inPatch.get(key), before: inOriginal.get(key) ?? -1 };
  });
  const patched = placed.filter(one => one.patched !== undefined);
  const others = placed.filter(one => one.patched === undefined);
  patched.sort((one, other) => (one.patched ?? 0) - (other.patched ?? 0));
  others.sort((one, other) => one.before - other.before);
  return interleave(others, patched).map(({ item }) => item);
}

/** By key, the place of the first element that has it. */
function placesOf(list: readonly unknown[], keyOf: (item: unknown) => unknown): Map<unknown, number> {
  return new Map(list.map((item, place) => [keyOf(item), place] as const).reverse());
}

/** An element of `others` comes first only if it came before the next of `patched`. */
function interleave<Item>(
  others: readonly Placed<Item>[],
  patched: readonly Placed<Item>[],
): readonly Placed<Item>[] {
  const all: Placed<Item>[] = [];
  let next = 0;
  for (const one of patched) {
    for (let other = others[next]; other !== undefined && other.before < one.before; other = others[next]) {
      all.push(other);
      next += 1;
    }
    all.push(one);
  }
  return [...all, ...others.slice(next)];
}
