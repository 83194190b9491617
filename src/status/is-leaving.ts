import type { LivePod } from './live-objects.ts';
import type { PodFacts } from './pod-facts.ts';

/** Whether a pod goes for good: by a lower number of replicas, or with its StatefulSet. */
export function isLeaving({ surplus, set }: PodFacts): boolean {
  return surplus || set.metadata.deletionTimestamp !== undefined;
}

/** Whether a new pod comes in its place in any case: the controller deletes one that has failed, or that has ended. */
export function isReplaced({ metadata, status }: LivePod): boolean {
  const { phase } = status ?? {};
  return metadata.deletionTimestamp !== undefined || phase === 'Failed' || phase === 'Succeeded';
}
