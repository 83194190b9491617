import { allow } from '../admission/decision.ts';
import { startingAt } from '../admission/find-start.ts';
import { hasOrdinal, listOrdinals, type Numbered } from '../admission/list-ordinals.ts';
import { findOrdinal } from '../admission/ordinal.ts';
import { Reason } from '../admission/reason.ts';
import { createAnew, makeLivePod } from './create-anew.ts';
import type { Sent } from './is-called.ts';
import { isReady } from './is-ready.ts';
import type { LivePod, LiveStatefulSet } from './live-objects.ts';
import { findLiveStart } from './live-start.ts';
import { findOrigin, type Origin } from './origin.ts';
import { findChanged } from './own-annotation.ts';
import type { PodFacts } from './pod-facts.ts';
import { type Reading, UNKNOWN } from './reading.ts';

/** Whether the webhook is called for a pod; undefined where that is not known. */
export type IsCalled = (pod: Sent) => boolean | undefined;

/**
 * The pods of a StatefulSet, by their ordinals: those that there should be, and those that there are. Of those that there
 * should be and are not, the first ones.
 *
 * @param pods that it owns, as far as that is known.
 * @param asked an ordinal that is among them in any case if there should be a pod of it.
 * @param all of its pods, where `pods` are not all of them.
 */
export async function collectPods(
  set: LiveStatefulSet,
  pods: Reading<readonly LivePod[]>,
  isCalled: IsCalled,
  asked?: number,
  all = pods,
): Promise<PodFacts[]> {
  const known = pods === UNKNOWN ? [] : (pods ?? []);
  const live = new Map(known.map(pod => [findOrdinal(pod.metadata.name, set.metadata.name), pod]));
  const counted = countFrom(findLiveStart(set, known), set);
  const wanted = new Set(listOrdinals(counted, live.size + MAX_MISSING));
  if (asked !== undefined && hasOrdinal(counted, asked)) wanted.add(asked);
  const blocker = findBlocker(set, wanted, live);
  const facts: PodFacts[] = [];
  for (const ordinal of [...new Set([...wanted, ...live.keys()])]
    .filter(one => one !== undefined)
    .toSorted((a, b) => a - b)) {
    const origin = findOrigin(set, ordinal, live.get(ordinal), all);
    const anew = await createAgain(origin, ordinal, live.get(ordinal));
    const sent = makeLivePod(origin.set, ordinal, origin.own);
    facts.push({
      set,
      name: nameOf(set, ordinal),
      ordinal,
      live: pods === UNKNOWN ? UNKNOWN : live.get(ordinal),
      origin,
      ...anew,
      sent,
      surplus: !wanted.has(ordinal) && !hasOrdinal(counted, ordinal),
      awaited: blocker !== undefined && blocker < ordinal ? nameOf(set, blocker) : undefined,
      called: isCalled(sent),
    });
  }
  return facts;
}

/** As many as `preview` shows: `replicas` may be as high as 2^31 - 1. */
const MAX_MISSING = 1_000;

function countFrom(start: number, { spec }: LiveStatefulSet): Numbered {
  return { spec: startingAt(spec, start) };
}

async function createAgain({ set, own, known }: Origin, ordinal: number, live: LivePod | undefined) {
  // Of a pod that is not there, nothing is known then.
  if (live === undefined && !known) {
    return { anew: { pod: makeLivePod(set, ordinal), decision: allow(Reason.notApplicable) } };
  }
  const changed = live === undefined ? undefined : findChanged(live);
  return {
    anew: await createAnew(set, ordinal, undefined, own),
    says: changed === undefined ? undefined : await createAnew(set, ordinal, undefined, changed),
  };
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

function nameOf({ metadata }: LiveStatefulSet, ordinal: number): string {
  return `${metadata.name}-${ordinal}`;
}
