import { parsePod } from '../../admission/pod.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import type { LivePod } from '../../status/live-objects.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';

/** The pods of StatefulSets, by the uid of whose they are. */
export type PodsByOwner = Reading<ReadonlyMap<string, readonly LivePod[]>>;

/** @param namespace undefined for all of them. */
export async function readPods(
  reader: ObjectReader,
  namespace: string | undefined,
  notes: Notes,
): Promise<PodsByOwner> {
  // The StatefulSet controller sets it on each of its pods.
  const query = { labelSelector: 'statefulset.kubernetes.io/pod-name' };
  const listed = reader.list<object>({ api: 'api/v1', resource: 'pods', namespace }, query);
  const pods = await notes.orUnknown('which pods there are', listed);
  if (pods === undefined || pods === UNKNOWN) return UNKNOWN;
  return Map.groupBy(pods.map(parseLivePod), ownerOf);
}

/** One pod, undefined where there is none. */
export async function readPod(
  reader: ObjectReader,
  namespace: string,
  name: string,
  notes: Notes,
): Promise<Reading<LivePod>> {
  const got = reader.get<object>({ api: 'api/v1', resource: 'pods', namespace }, name);
  const pod = await notes.orUnknown('what the pod has', got);
  return pod === undefined || pod === UNKNOWN ? pod : parseLivePod(pod);
}

function parseLivePod(pod: object): LivePod {
  return parsePod(pod) as LivePod;
}

function ownerOf({ metadata }: LivePod): string {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid ?? '';
}
