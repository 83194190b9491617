/** What it needs of the process. */
export interface Memory {
  /** Bytes that are resident. */
  resident(): number;
  /** Gives back what is not in use; the process stands still meanwhile. */
  collect(): void;
}

/**
 * Has memory given back that a burst of admissions took, once nothing has been to do for some seconds: V8 collects when
 * it needs room, and a server at rest needs none. Without `memory`, that is left to V8.
 *
 * What was in use during a collection may become free later without any sign of it, as when idle connections are
 * closed. So there are further attempts while more is resident than need be, rarer when they are in vain.
 *
 * @returns what ends that.
 */
export function collectAtRest(load: { readonly idleFor: number }, memory: Memory | undefined): () => void {
  if (memory === undefined) return () => {};
  let kept = memory.resident();
  let least = kept;
  let pause = MIN_PAUSE;
  let sinceLast = 0;
  const timer = setInterval(() => {
    sinceLast += INTERVAL;
    if (load.idleFor < REST) return;
    const resident = memory.resident();
    const hasGrown = resident >= kept + WORTHWHILE;
    const mayHaveBecomeFree = sinceLast >= pause && resident >= least + WORTHWHILE;
    if (!hasGrown && !mayHaveBecomeFree) return;
    memory.collect();
    kept = memory.resident();
    least = Math.min(least, kept);
    pause = resident - kept >= WORTHWHILE ? MIN_PAUSE : Math.min(pause * 2, MAX_PAUSE);
    sinceLast = 0;
  }, INTERVAL);
  timer.unref();
  return () => clearInterval(timer);
}

/** Of this process; undefined when Node.js was started without `--expose-gc`. */
export function findMemory(): Memory | undefined {
  const { gc } = globalThis;
  if (gc === undefined) return undefined;
  return {
    resident: () => process.memoryUsage.rss(),
    // The other flavor keeps the pages of the young generation, and those that it freed in a pool: half of it all.
    collect: () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  };
}

/** Milliseconds. To collect takes some 50, in which nobody should be waiting. */
const REST = 5_000;

/** Milliseconds. */
const INTERVAL = 1_000;

/** Milliseconds between two collections, unless memory has grown; doubled after each that gave little back. */
const MIN_PAUSE = 60_000;

/** Milliseconds. */
const MAX_PAUSE = 600_000;

/** Bytes. One admission now and then takes less, for which nothing is collected. */
const WORTHWHILE = 16 * 1024 * 1024;
