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
  let lateUntil = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const latest = Math.max(now - due, 0);
    due = now + INTERVAL;
    if (latest < late && now < lateUntil) return;
    late = latest;
    lateUntil = now + MEMORY;
  }, INTERVAL);
  timer.unref();
  return { lag: () => Math.max(late, performance.now() - due), stop: () => clearInterval(timer) };
}

/** Milliseconds. */
const INTERVAL = 100;

/**
 * Milliseconds for which it is remembered how late the loop was. When it goes on, what has waited is not read at
 * once: the loop may run its timers twice before, on a processor that it shares, and a new connection has its
 * handshake to come. It is less than the second after which what is refused comes again.
 */
const MEMORY = 500;
