import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/**
 * Closes an app that has been told to drain: serves on for `seconds`, in which the API server learns that
 * this replica is not ready and takes its connections elsewhere (each answer closes its own), then
 * stops to listen and waits for what is under way, but not for ever.
 */
export async function drain(app: FastifyInstance, seconds: number): Promise<void> {
  await sleep(seconds * 1_000);
  const giveUp = setTimeout(() => app.server.closeAllConnections(), CLOSE_LIMIT);
  await app.close();
  clearTimeout(giveUp);
}

/** Milliseconds: as long as the API server itself waits for an answer of ours (timeoutSeconds). */
const CLOSE_LIMIT = 5_000;
