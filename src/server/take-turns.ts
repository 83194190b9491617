import type { Turns } from '../bounds/turns.ts';

/**
 * Does the work at once if it takes little, else in turns with everything else that the event loop has to do: then it gives
 * a promise.
 */
export function takeTurns<T>(work: Turns<T>): T | Promise<T> {
  const turn = takeTurn(work);
  return 'result' in turn ? turn.result : continueLater(work);
}

async function continueLater<T>(work: Turns<T>): Promise<T> {
  for (;;) {
    await new Promise(setImmediate);
    const turn = takeTurn(work);
    if ('result' in turn) return turn.result;
  }
}

function takeTurn<T>(work: Turns<T>): { readonly result: T } | { readonly paused: true } {
  const start = performance.now();
  do {
    const { done, value } = work.next();
    if (done === true) return { result: value };
  } while (performance.now() - start < TURN);
  return { paused: true };
}

/** Milliseconds. To pause costs some microseconds; what is due meanwhile is small reviews of 0.1 ms. */
const TURN = 5;
