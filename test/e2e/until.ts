import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Tries until `attempt` does not throw, and gives what it gave.
 *
 * @throws Error after `seconds`, saying what was waited for and why the last attempt failed.
 */
export async function until<T>(what: string, attempt: () => Promise<T> | T, seconds = 120): Promise<T> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) {
        const message = error instanceof Error ? error.message : String(error);
        throw new Error(`waited ${seconds} s until ${what}; last: ${message}`, { cause: error });
      }
    }
    await sleep(500);
  }
}
