import { listNames } from '../bounds/list-names.ts';
import { confirmStatus, readNewStatus } from './confirm-status.ts';
import type { NewPod } from './create-anew.ts';
import { describeMount, type PodMount } from './list-mounts.ts';
import type { LiveFacts } from './pod-facts.ts';

/** What a pod has by its annotation, for a sentence. */
export function describeHad({ live, mounts }: LiveFacts): string {
  return describeAll(mounts, confirmStatus(live)?.patched);
}

/** What a new one gets. */
export function describeGot(gets: readonly PodMount[], anew: NewPod): string {
  return describeAll(gets, readNewStatus(anew)?.patched);
}

function describeAll(mounts: readonly PodMount[], patched: readonly string[] = []): string {
  const names = [...mounts.map(describeMount), ...patched];
  return names.length === 0 ? 'nothing' : listNames(names);
}
