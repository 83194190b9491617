import type { ObjectReader } from '../../cluster/object-reader.ts';
import type { LiveEvent } from '../../status/live-objects.ts';
import type { PodFacts } from '../../status/pod-facts.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';

/** The events that say why pods are not there, or do not start: read only where there are such pods. */
export async function readEvents(
  reader: ObjectReader,
  namespace: string | undefined,
  pods: readonly PodFacts[],
  notes: Notes,
): Promise<Reading<readonly LiveEvent[]>> {
  const read = (what: string, fieldSelector: string) =>
    notes.orUnknown(
      `why pods ${what}`,
      reader.list<LiveEvent>({ api: 'api/v1', resource: 'events', namespace }, { fieldSelector }),
    );
  const lists = await Promise.all([
    pods.some(isMissing) ? read('are missing', 'involvedObject.kind=StatefulSet') : [],
    pods.some(isPending) ? read('do not start', 'reason=FailedMount,involvedObject.kind=Pod') : [],
  ]);
  if (lists.includes(UNKNOWN)) return UNKNOWN;
  return lists.flatMap(list => (list === undefined || list === UNKNOWN ? [] : list));
}

function isMissing({ live, surplus }: PodFacts): boolean {
  return (live === undefined || live === UNKNOWN) && !surplus;
}

function isPending({ live }: PodFacts): boolean {
  return live !== undefined && live !== UNKNOWN && live.status?.phase === 'Pending';
}
