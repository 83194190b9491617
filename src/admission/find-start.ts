import { findLastOrdinal, type Numbered } from './list-ordinals.ts';
import { isKruiseApi } from './owner.ts';

/**
 * The ordinal that a StatefulSet's pods begin with. OpenKruise stores `ordinals.start` and leaves it alone unless its feature
 * gate StatefulSetStartOrdinal is on, which by default it is not, and which only the pods themselves tell: one below the
 * start, or one beyond the last of those that are counted from 0. Where both counts have a pod of each ordinal, the default
 * it is: two pods of one set must never be told the same index.
 *
 * @param known ordinals of its pods.
 */
export function findStart(apiVersion: string, { spec }: Numbered, known: readonly number[]): number {
  const start = spec.ordinals?.start ?? 0;
  if (start === 0 || !isKruiseApi(apiVersion)) return start;
  const last = findLastOrdinal({ spec: startingAt(spec, 0) });
  const isHonoured = known.some(ordinal => ordinal > last) && !known.some(ordinal => ordinal < start);
  return isHonoured ? start : 0;
}

/** The same, with its pods counted from there. */
export function startingAt<Spec extends Numbered['spec']>(spec: Spec, start: number): Spec {
  return { ...spec, ordinals: { start } };
}
