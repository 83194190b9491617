import type { LivePod } from './live-objects.ts';

/** Whether there is a pod, and it is ready. */
export function isReady(pod: LivePod | undefined): boolean {
  return pod?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}
