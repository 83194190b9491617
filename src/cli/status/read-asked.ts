import type { ObjectReader } from '../../cluster/object-reader.ts';
import type { LiveStatefulSet } from '../../status/live-objects.ts';
import type { Notes } from './notes.ts';
import { readSets } from './read-sets.ts';

/** What the user asks about. */
export interface Asked {
  /** Undefined for all of them. */
  readonly namespace: string | undefined;
  /** None for all StatefulSets of the namespace. */
  readonly subjects: readonly AskedSet[];
  readonly clusterDomain?: string | undefined;
}

export interface AskedSet {
  readonly name: string;
  /** Kubernetes' own, and then OpenKruise's, if left out. */
  readonly apiVersion: string | undefined;
}

export interface FoundSets {
  readonly sets: readonly LiveStatefulSet[];
  /** Of those that are asked for by name and could not be read. */
  readonly errors: readonly Error[];
}

/** @throws Error when the StatefulSets of a namespace may not be read. */
export async function readAsked(
  reader: ObjectReader,
  { namespace, subjects }: Asked,
  notes: Notes,
): Promise<FoundSets> {
  if (subjects.length === 0) {
    return { sets: await readSets(reader, { namespace, name: undefined }, notes), errors: [] };
  }
  const read = await Promise.all(
    subjects.map(subject =>
      readSets(reader, { namespace, ...subject }, notes).catch((error: Error) => error),
    ),
  );
  const sets = read.flatMap(one => (one instanceof Error ? [] : one));
  return {
    sets: [...new Map(sets.map(set => [set.metadata.uid, set])).values()],
    errors: read.filter(one => one instanceof Error),
  };
}
