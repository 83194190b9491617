/** So many of the list, in its order: always the same ones for a seed. */
export function drawSample<T>(list: readonly T[], count: number, seed: number): T[] {
  const random = makeRandom(seed);
  const places = list.map((_, place) => ({ place, weight: random() }));
  const chosen = places.toSorted((one, other) => one.weight - other.weight).slice(0, count);
  return chosen
    .toSorted((one, other) => one.place - other.place)
    .flatMap(({ place }) => list.slice(place, place + 1));
}

/** Mulberry32: numbers from 0 up to 1. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
