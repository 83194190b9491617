import type { TakeTurns, Turns } from '../bounds/turns.ts';

/**
 * Makes what does work at once if it takes little, and else gives a promise and goes on in turns with everything else that
 * the event loop has to do. All work that has paused shares one turn of the event loop, so that what comes in waits for
 * that turn only, however much has paused.
 */
export function makeTakeTurns(): TakeTurns {
  /** Each takes a turn, and says whether its work is done. */
  const paused: (() => boolean)[] = [];
  const goOn = () => {
    const next = paused.shift();
    if (next?.() === false) paused.push(next);
    // An immediate that an immediate asks for comes after a look at what has come in.
    if (paused.length > 0) setImmediate(goOn);
  };
  return <T>(work: Turns<T>) => {
    const first = takeTurn(work, FIRST_TURN);
    if ('result' in first) return first.result;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    paused.push(() => settle(work, resolve, reject));
    if (paused.length === 1) setImmediate(goOn);
    return promise;
  };
}

function settle<T>(work: Turns<T>, resolve: (result: T) => void, reject: (error: unknown) => void): boolean {
  try {
    const turn = takeTurn(work, TURN);
    if ('result' in turn) resolve(turn.result);
    return 'result' in turn;
  } catch (error) {
    reject(error);
    return true;
  }
}

function takeTurn<T>(
  work: Turns<T>,
  milliseconds: number,
): { readonly result: T } | { readonly paused: true } {
  const start = performance.now();
  do {
    const { done, value } = work.next();
    if (done === true) return { result: value };
  } while (performance.now() - start < milliseconds);
  return { paused: true };
}

/** Milliseconds of what has just come: many reviews can come at once. Most take a tenth of that. */
const FIRST_TURN = 1;

/** Milliseconds. To pause costs some microseconds. */
const TURN = 5;
