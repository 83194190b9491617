import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Load } from './load.ts';

/** How long a replica that is told to stop serves on, in seconds. */
export interface DrainTime {
  /** At least so long: until then, somebody may not have heard yet that it is not ready, and come anew. */
  readonly least: number;
  /** At most so long, however many still come; `least` is never more than that. */
  readonly most: number;
}

/**
 * Closes an app that has been told to drain (each of its answers closes its connection): serves on until
 * nobody comes any more, then stops to listen and waits for what is under way, but not for ever.
 */
export async function drain(app: FastifyInstance, load: Load, { least, most }: DrainTime): Promise<void> {
  const start = performance.now();
  await sleep(Math.min(least, most) * 1_000);
  while (load.idleFor < QUIET && performance.now() - start < most * 1_000) await sleep(INTERVAL);
  const giveUp = setTimeout(() => app.server.closeAllConnections(), CLOSE_LIMIT);
  await app.close();
  clearTimeout(giveUp);
}

/** Milliseconds without a request after which nobody is expected to come. */
const QUIET = 2_000;

/** Milliseconds. */
const INTERVAL = 100;

/** Milliseconds: as long as the API server itself waits for an answer of ours (timeoutSeconds). */
const CLOSE_LIMIT = 5_000;
