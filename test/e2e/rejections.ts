import { kubectl } from './kubectl.ts';

/**
 * How many calls of the webhook failed, or were refused, since the API server was started: those of whoever
 * creates pods. The controller's events are no measure: when there are many, most are dropped.
 */
export async function countRejections(): Promise<number> {
  const metrics = await kubectl(['get', '--raw', '/metrics']);
  const counts = [...metrics.matchAll(REJECTIONS)].map(([, count]) => Number(count));
  return counts.reduce((sum, count) => sum + count, 0);
}

const REJECTIONS =
  /^apiserver_admission_webhook_rejection_count\{.*name="pods\.per-pod-config\.svc".*\} (\S+)$/gm;
