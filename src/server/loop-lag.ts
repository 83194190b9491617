/** How late the event loop is. */
export interface LoopLag {
  /** Milliseconds that whatever comes in now may have waited to be seen. */
  lag(): number;
  stop(): void;
}

/**
 * Measures how late a timer is. Unlike the mean of a second, this tells of the turn that is going on:
 * the last of a thousand requests that are read in one turn learns how long the others took.
 */
export function measureLoopLag(): LoopLag {
  let due = performance.now() + INTERVAL;
  let late = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    late = Math.max(now - due, 0);
    due = now + INTERVAL;
  }, INTERVAL);
  timer.unref();
  return { lag: () => Math.max(late, performance.now() - due), stop: () => clearInterval(timer) };
}

/** Milliseconds. */
const INTERVAL = 100;
