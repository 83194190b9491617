import { findLastOrdinal, hasOrdinal, type Numbered } from './list-ordinals.ts';
import { isKruiseApi } from './owner.ts';

/**
 * The ordinal that a StatefulSet's pods begin with. OpenKruise stores `ordinals.start` and ignores it unless its feature gate
 * StatefulSetStartOrdinal is on. By default it is not, and only the pods themselves tell: one below the start, or one beyond
 * the last of those that are counted from 0. Where they tell nothing, it is the default.
 *
 * @param known ordinals of its pods.
 */
export function findStart(apiVersion: string, set: Numbered, known: readonly number[]): number {
  const start = set.spec.ordinals?.start ?? 0;
  if (start === 0 || !isKruiseApi(apiVersion)) return start;
  const last = findLastFromZero(set);
  return known.some(ordinal => ordinal > last) && !known.some(ordinal => ordinal < start) ? start : 0;
}

/**
 * The same, as far as one pod tells. Where some ordinals are counted either way, it is the default for all of them: some of
 * the pods could tell, others could not, and two pods of a set must never be given the same index.
 */
export function findStartFor(apiVersion: string, set: Numbered, ordinal: number): number {
  const overlaps = isKruiseApi(apiVersion) && (set.spec.ordinals?.start ?? 0) <= findLastFromZero(set);
  return findStart(apiVersion, set, overlaps ? [] : [ordinal]);
}

/** Whether the set has a pod of this ordinal, wherever its pods begin. */
export function mayHaveOrdinal(apiVersion: string, { spec }: Numbered, ordinal: number): boolean {
  if (hasOrdinal({ spec }, ordinal)) return true;
  return isKruiseApi(apiVersion) && hasOrdinal({ spec: startingAt(spec, 0) }, ordinal);
}

/** The same set, with its pods counted from there. */
export function startingAt<Spec extends Numbered['spec']>(spec: Spec, start: number): Spec {
  return { ...spec, ordinals: { start } };
}

function findLastFromZero({ spec }: Numbered): number {
  return findLastOrdinal({ spec: startingAt(spec, 0) });
}
