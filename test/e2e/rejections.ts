import { kubectl } from './kubectl.ts';

/**
 * How many calls of the webhook for pods failed, or were refused, since the API server was started: those of whoever
 * creates pods. A call that failed is not a rejection if failurePolicy is Ignore, and counted apart. The controller's events are no measure: when there are many, most are dropped.
 */
export async function countRejections(): Promise<number> {
  const metrics = await kubectl(['get', '--raw', '/metrics']);
  const counts = [...metrics.matchAll(REJECTIONS)].map(([, count]) => Number(count));
  return counts.reduce((sum, count) => sum + count, 0);
}

const REJECTIONS =
  /^apiserver_admission_webhook_(?:rejection|fail_open)_count\{.*name="pods\.per-pod-config\.svc".*\} (\S+)$/gm;
