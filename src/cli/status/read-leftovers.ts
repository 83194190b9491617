import { findOrdinal } from '../../admission/ordinal.ts';
import { findStatefulSetOwner } from '../../admission/owner.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import { findController, findLeftovers, isConfigured, type Leftover } from '../../status/find-leftovers.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';
import { readFormer } from './read-former.ts';
import type { PodsByOwner } from './read-pods.ts';
import { findSet } from './read-sets.ts';

/**
 * Finds the pods whose configuration no annotation asks for any more, among pods that were read.
 *
 * @param names of the StatefulSets that are asked about; none for all.
 */
export async function readLeftovers(
  reader: ObjectReader,
  pods: PodsByOwner,
  sets: readonly LiveStatefulSet[],
  names: readonly string[],
  notes: Notes,
): Promise<Leftover[]> {
  if (pods === UNKNOWN || pods === undefined) return [];
  const known = new Map(sets.map(set => [set.metadata.uid, set]));
  const asked = [...pods.values()].flat().filter(pod => isConfigured(pod) && isAsked(pod, known, names));
  const strangers = asked.filter(pod => !known.has(findController(pod)?.uid ?? ''));
  const unread = await readOwners(reader, strangers, known, notes);
  const left = findLeftovers(
    asked.filter(pod => !unread.has(findController(pod)?.uid ?? '')),
    known,
  );
  return readFormers(reader, left, notes);
}

/** A partition may keep a template that still has the annotation. */
async function readFormers(
  reader: ObjectReader,
  left: readonly Leftover[],
  notes: Notes,
): Promise<Leftover[]> {
  const sets = new Map(left.flatMap(({ set }) => (set === undefined ? [] : [[set.metadata.uid, set]])));
  for (const [uid, set] of sets) {
    if (set.former === undefined) sets.set(uid, await readFormer(reader, set, notes));
  }
  return left.map(({ pod, set }) => ({ pod, set: set && sets.get(set.metadata.uid) }));
}

function isAsked(
  pod: LivePod,
  known: ReadonlyMap<string, LiveStatefulSet>,
  names: readonly string[],
): boolean {
  if (names.length === 0 || known.has(findController(pod)?.uid ?? '')) return true;
  return names.some(name => findOrdinal(pod.metadata.name, name) !== undefined);
}

/**
 * Reads the StatefulSets of pods that are not among those that were listed before: they are new, or gone, or the user may not
 * list them. Adds those that exist.
 *
 * @returns the uids of those that could not be read.
 */
async function readOwners(
  reader: ObjectReader,
  pods: readonly LivePod[],
  known: Map<string, LiveStatefulSet>,
  notes: Notes,
): Promise<ReadonlySet<string>> {
  const owners = new Map(
    pods.flatMap(pod => {
      const owner = findStatefulSetOwner(pod);
      return owner === undefined ? [] : [[owner.uid, { ...owner, namespace: pod.metadata.namespace }]];
    }),
  );
  const unread = new Set<string>([...owners.keys()].slice(MAX_OWNERS));
  for (const { uid, namespace, name, apiVersion } of [...owners.values()].slice(0, MAX_OWNERS)) {
    const read = findSet(reader, namespace, name, notes, apiVersion);
    const set = await notes.orUnknown(`whether StatefulSet ${namespace}/${name} exists`, read);
    if (set === UNKNOWN) unread.add(uid);
    else if (set?.metadata.uid === uid) known.set(uid, set);
  }
  return unread;
}

/** Of these there are hardly any. */
const MAX_OWNERS = 100;
