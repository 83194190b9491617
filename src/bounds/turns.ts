/**
 * Work that may pause: at each `yield` others may have their turn. Between two of them, the work takes a few milliseconds
 * for the worst input that the bounds let through.
 */
export type Turns<T> = Generator<undefined, T, undefined>;

/** Does the work, at once or in turns. */
export type TakeTurns = <T>(work: Turns<T>) => T | Promise<T>;

/** Does the work at once. */
export function finish<T>(work: Turns<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
