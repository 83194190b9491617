import { findLastOrdinal, hasOrdinal } from '../admission/list-ordinals.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';

/** The set, scaled up as far as it has a pod of that ordinal; undefined if scaling up does not help. */
export function includeOrdinal(set: StatefulSetObject, ordinal: number): StatefulSetObject | undefined {
  const scale = (replicas: number) => ({ ...set, spec: { ...set.spec, replicas } });
  let [low, high] = [0, ordinal + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (findLastOrdinal(scale(middle)) >= ordinal) high = middle;
    else low = middle + 1;
  }
  return hasOrdinal(scale(low), ordinal) ? scale(low) : undefined;
}
