import type { ObjectReader } from '../../cluster/object-reader.ts';
import { readNewStatus } from '../../status/confirm-status.ts';
import { listMounts } from '../../status/list-mounts.ts';
import type { PodFacts } from '../../status/pod-facts.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';

/** Whether an object is there; undefined where that is not known. */
export type ExistsIn = (namespace: string, kind: 'ConfigMap' | 'Secret', name: string) => boolean | undefined;

/** Looks for each object that a pod has, or would get, once. */
export async function readExistence(
  reader: ObjectReader,
  pods: readonly PodFacts[],
  notes: Notes,
): Promise<ExistsIn> {
  const wanted = new Map(pods.flatMap(listObjects).map(object => [keyOf(object), object]));
  const found = new Map<string, boolean | undefined>();
  await Promise.all(
    [...wanted].map(async ([key, { namespace, kind, name }]) => {
      const resource = { api: 'api/v1', resource: kind === 'Secret' ? 'secrets' : 'configmaps', namespace };
      const exists = reader.exists(resource, name);
      const there = await notes.orUnknown(`whether the ${kind}s in namespace ${namespace} exist`, exists);
      found.set(key, there === UNKNOWN ? undefined : there);
    }),
  );
  return (namespace, kind, name) => found.get(keyOf({ namespace, kind, name }));
}

interface WantedObject {
  readonly namespace: string;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
}

function keyOf({ namespace, kind, name }: WantedObject): string {
  return `${kind} ${namespace}/${name}`;
}

function listObjects({ set, live, anew }: PodFacts): WantedObject[] {
  const { namespace } = set.metadata;
  const mounts = live === undefined || live === UNKNOWN ? [] : listMounts(live);
  return [...mounts, ...listMounts(anew.pod, readNewStatus(anew))].flatMap(({ kind, names: [name] }) => {
    if (name === undefined || (kind !== 'ConfigMap' && kind !== 'Secret')) return [];
    return [{ namespace, kind, name }];
  });
}
