import { isKruiseApi } from '../admission/owner.ts';
import { parseStatefulSet, type StatefulSetObject } from '../admission/statefulset.ts';

/**
 * A StatefulSet from a file. Kubernetes' own may have there what only OpenKruise knows: the API server drops it.
 *
 * @param where its place, for the message.
 * @throws ReviewError naming the place.
 */
export function parseWrittenSet(object: unknown, where: string): StatefulSetObject {
  const set = parseStatefulSet(object, where);
  if (isKruiseApi(set.apiVersion)) return set;
  const { reserveOrdinals: _, ...spec } = set.spec;
  return { ...set, spec };
}
