/**
 * Lets a call through at most once in `interval` milliseconds; `say` is told how many were held back
 * before it.
 */
export function atMostEvery<T>(
  interval: number,
  say: (value: T, heldBack: number) => void,
): (value: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  let heldBack = 0;
  return value => {
    const now = performance.now();
    if (now - last < interval) {
      heldBack += 1;
      return;
    }
    say(value, heldBack);
    last = now;
    heldBack = 0;
  };
}
