import { kubectl } from './kubectl.ts';

/**
 * Counts how often the API server calls our webhook for one pod. A pod of another test that is still being retried
 * counts, too: the least of three times is the true number.
 */
export async function countCalls(admit: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const before = await readCalls();
    await admit();
    counts.push((await readCalls()) - before);
  }
  return Math.min(...counts);
}

async function readCalls(): Promise<number> {
  const metrics = await kubectl(['get', '--raw', '/metrics']);
  return [...metrics.matchAll(CALLS)].reduce((sum, [, count]) => sum + Number(count), 0);
}

const CALLS = /^apiserver_admission_webhook_request_total\{.*name="pods\.per-pod-config\.svc".*\} (\S+)$/gm;
