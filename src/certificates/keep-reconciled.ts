import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificateEvent } from './certificate-event.ts';

/**
 * Reconciles every `interval` milliseconds, a quarter more or less so that replicas do not all come at once,
 * until `stop` aborts, whatever fails meanwhile. A failure is told once for as long as it lasts, and its end.
 *
 * There is no watch to end unnoticed, and no long timer: a machine that slept goes on within one interval.
 */
export async function keepReconciled(
  reconcile: (signal: AbortSignal) => Promise<void>,
  report: (event: CertificateEvent) => void,
  interval: number,
  stop: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  while (!stop.aborted) {
    try {
      await reconcile(AbortSignal.any([stop, AbortSignal.timeout(ROUND_TIMEOUT_MS)]));
      if (told.size > 0) report({ event: 'recovered' });
      told.clear();
    } catch (error) {
      const { message } = error as Error;
      if (!stop.aborted && !told.has(message) && told.size < MAX_TOLD) {
        told.add(message);
        report({ event: 'failed', message });
      }
    }
    await sleep(interval * (0.75 + Math.random() / 2), undefined, { signal: stop }).catch(() => {});
  }
}

/** Several calls, and making keys on a busy machine. */
export const ROUND_TIMEOUT_MS = 20_000;

/** Messages that differ in details, ports for example, must not fill the log. */
const MAX_TOLD = 5;
