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
 * @returns what ends that.
 */
export function collectAtRest(load: { readonly idleFor: number }, memory: Memory | undefined): () => void {
  if (memory === undefined) return () => {};
  let kept = memory.resident();
  const timer = setInterval(() => {
    if (load.idleFor < REST || memory.resident() < kept + WORTHWHILE) return;
    memory.collect();
    kept = memory.resident();
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

/** Bytes. One admission now and then takes less, for which nothing is collected. */
const WORTHWHILE = 16 * 1024 * 1024;
