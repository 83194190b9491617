import { findOrdinal } from '../../admission/ordinal.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import { collectPods } from '../../status/collect-pods.ts';
import { findFailureOf, type PresentFailure } from '../../status/find-present-failure.ts';
import type { Sent } from '../../status/is-called.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { type CallOf, type PodFacts, withCalls } from '../../status/pod-facts.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import { type PodReport, reportPod } from '../../status/report-pod.ts';
import type { Notes } from '../status/notes.ts';
import { readEvents } from '../status/read-events.ts';
import { readExistence } from '../status/read-existence.ts';
import { readPods } from '../status/read-pods.ts';

export interface PodMeans {
  readonly reader: ObjectReader;
  readonly notes: Notes;
  /** What becomes of a pod. */
  readonly callOf: CallOf;
}

export interface LivePodReport {
  readonly report: PodReport;
  /** Why it, or else another pod, could last not be created, if it is not there. */
  readonly failure: PresentFailure | undefined;
}

/**
 * What a pod of a StatefulSet is now; nothing for one that the StatefulSet does not ask for.
 *
 * @param live the pod, as far as it could be read by itself.
 */
export async function reportLivePod(
  { reader, notes, callOf }: PodMeans,
  set: LiveStatefulSet,
  name: string,
  live: Reading<LivePod>,
): Promise<Partial<LivePodReport>> {
  const { namespace, uid } = set.metadata;
  const pods = live === undefined ? await readPods(reader, namespace, notes) : UNKNOWN;
  const siblings = pods === UNKNOWN || pods === undefined ? UNKNOWN : (pods.get(uid) ?? []);
  const own = live === undefined || live === UNKNOWN ? [] : [live];
  const ordinal = findOrdinal(name, set.metadata.name);
  const isCalled = (pod: Sent) => callOf(pod).called;
  const there = siblings === UNKNOWN ? own : siblings;
  const facts = await collectPods(set, there, isCalled, ordinal, siblings);
  const [found] = withCalls(facts, callOf).filter(pod => pod.name === name);
  if (found === undefined) return {};
  // Whether an earlier pod is ready is known only if all could be read.
  const pod: PodFacts = { ...found, live, ...(siblings === UNKNOWN ? { awaited: undefined } : {}) };
  const [exists, events] = await Promise.all([
    readExistence(reader, [pod], notes),
    readEvents(reader, namespace, [pod], notes),
  ]);
  const failure = live === undefined ? findFailureOf(pod, events) : undefined;
  return {
    report: reportPod(pod, (kind, object) => exists(namespace, kind, object), events),
    failure: failure && concerns(failure, pod) ? failure : undefined,
  };
}

/** What keeps another pod away, such as a quota, keeps this one away, too, unless the webhook denied just that one. */
function concerns({ pod, reason }: PresentFailure, { name, awaited }: PodFacts): boolean {
  return pod === name || (reason === undefined && awaited === undefined);
}
