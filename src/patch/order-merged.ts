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
  const placeInPatch = placesOf(patch, keyOf);
  const placeBefore = placesOf(original, keyOf);
  const placed = (item: Item) => placeInPatch.get(keyOf(item));
  const before = (item: Item) => placeBefore.get(keyOf(item));
  const patched = merged.filter(item => placed(item) !== undefined);
  const others = merged.filter(item => placed(item) === undefined);
  patched.sort((one, other) => (placed(one) ?? 0) - (placed(other) ?? 0));
  others.sort((one, other) => (before(one) ?? 0) - (before(other) ?? 0));
  return interleave(others, patched, before);
}

/** By key, the place of the first element that has it. */
function placesOf(list: readonly unknown[], keyOf: (item: unknown) => unknown): Map<unknown, number> {
  return new Map(list.map((item, place) => [keyOf(item), place] as const).reverse());
}

/** An element of `others` comes first only if it came before the next of `patched`. */
function interleave<Item>(
  others: readonly Item[],
  patched: readonly Item[],
  before: (item: Item) => number | undefined,
): Item[] {
  const all: Item[] = [];
  let next = 0;
  for (const item of patched) {
    const place = before(item) ?? -1;
    for (
      let other = others[next];
      other !== undefined && (before(other) ?? 0) < place;
      other = others[next]
    ) {
      all.push(other);
      next += 1;
    }
    all.push(item);
  }
  return [...all, ...others.slice(next)];
}
