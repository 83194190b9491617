import { listOrdinals } from '../admission/list-ordinals.ts';
import { findOrdinal } from '../admission/ordinal.ts';
import { createAnew } from './create-anew.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';
import type { PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** Whether the webhook is called for a pod with these labels; undefined where that is not known. */
export type IsCalled = (labels: Readonly<Record<string, string>>) => boolean | undefined;

/**
 * The pods of a StatefulSet, by their ordinals: those that there should be, and those that there are.
 *
 * @param pods that it owns, as far as that is known.
 */
export async function collectPods(
  set: LiveStatefulSet,
  pods: Reading<readonly LivePod[]>,
  isCalled: IsCalled,
): Promise<PodFacts[]> {
  const known = pods === UNKNOWN ? [] : (pods ?? []);
  const live = new Map(known.map(pod => [findOrdinal(pod.metadata.name, set.metadata.name), pod]));
  const wanted = new Set(listOrdinals(set));
  const blocker = findBlocker(set, wanted, live);
  const facts: PodFacts[] = [];
  for (const ordinal of [...new Set([...wanted, ...live.keys()])]
    .filter(one => one !== undefined)
    .toSorted((a, b) => a - b)) {
    const anew = await createAnew(set, ordinal);
    facts.push({
      set,
      name: nameOf(set, ordinal),
      ordinal,
      live: pods === UNKNOWN ? UNKNOWN : live.get(ordinal),
      anew,
      surplus: !wanted.has(ordinal),
      awaited: blocker !== undefined && blocker < ordinal ? nameOf(set, blocker) : undefined,
      called: isCalled(anew.pod.metadata.labels ?? {}),
    });
  }
  return facts;
}

/** Unless its policy is Parallel, a StatefulSet creates no pod before all earlier ones are ready. */
function findBlocker(
  { spec }: LiveStatefulSet,
  wanted: ReadonlySet<number>,
  live: ReadonlyMap<number | undefined, LivePod>,
): number | undefined {
  if (spec.podManagementPolicy === 'Parallel') return undefined;
  return [...wanted].find(ordinal => !isReady(live.get(ordinal)));
}

function isReady(pod: LivePod | undefined): boolean {
  return pod?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function nameOf({ metadata }: LiveStatefulSet, ordinal: number): string {
  return `${metadata.name}-${ordinal}`;
}
