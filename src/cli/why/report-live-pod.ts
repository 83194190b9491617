import { findOrdinal } from '../../admission/ordinal.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import { collectPods, type IsCalled } from '../../status/collect-pods.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import type { PodFacts } from '../../status/pod-facts.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import { type PodReport, reportPod } from '../../status/report-pod.ts';
import type { Notes } from '../status/notes.ts';
import { readEvents } from '../status/read-events.ts';
import { readExistence } from '../status/read-existence.ts';
import { readPods } from '../status/read-pods.ts';

export interface PodMeans {
  readonly reader: ObjectReader;
  readonly notes: Notes;
  readonly called: IsCalled;
}

/**
 * What a pod of a StatefulSet is now; null for one that the StatefulSet does not ask for.
 *
 * @param live the pod, as far as it could be read by itself.
 */
export async function reportLivePod(
  { reader, notes, called }: PodMeans,
  set: LiveStatefulSet,
  name: string,
  live: Reading<LivePod>,
): Promise<PodReport | null> {
  const { namespace, uid } = set.metadata;
  const pods = live === undefined ? await readPods(reader, namespace, notes) : UNKNOWN;
  const siblings = pods === UNKNOWN || pods === undefined ? UNKNOWN : (pods.get(uid) ?? []);
  const own = live === undefined || live === UNKNOWN ? [] : [live];
  const ordinal = findOrdinal(name, set.metadata.name);
  const there = siblings === UNKNOWN ? own : siblings;
  const facts = await collectPods(set, there, called, ordinal, siblings);
  const found = facts.find(pod => pod.name === name);
  if (found === undefined) {
    notes.add(describeSurplus(set, name));
    return null;
  }
  // Whether an earlier pod is ready is known only if all could be read.
  const pod: PodFacts = { ...found, live, ...(siblings === UNKNOWN ? { awaited: undefined } : {}) };
  const [exists, events] = await Promise.all([
    readExistence(reader, [pod], notes),
    readEvents(reader, namespace, [pod], notes),
  ]);
  return reportPod(pod, (kind, object) => exists(namespace, kind, object), events);
}

function describeSurplus({ metadata, spec: { replicas = 1 } }: LiveStatefulSet, name: string): string {
  const ordinal = findOrdinal(name, metadata.name);
  return `StatefulSet ${metadata.name} has replicas: ${replicas}, and asks for no pod of ordinal ${ordinal}`;
}
