import { listOrdinals } from '../admission/make-pod.ts';
import type { LiveStatefulSet } from './live-objects.ts';

/** The ordinals that there should be pods for, lowest first. OpenKruise passes over those that are reserved. */
export function listWanted(set: LiveStatefulSet): number[] {
  const reserved = (set.spec.reserveOrdinals ?? []).map(parseRange);
  const wanted = listOrdinals(set);
  if (reserved.length === 0) return wanted;
  const isReserved = (ordinal: number) => reserved.some(([from, to]) => from <= ordinal && ordinal <= to);
  let next = wanted[0] ?? 0;
  return wanted.map(() => {
    while (isReserved(next)) next += 1;
    next += 1;
    return next - 1;
  });
}

function parseRange(text: number | string): [from: number, to: number] {
  const [from, to] = String(text).split('-').map(Number);
  return [from ?? Number.NaN, to ?? from ?? Number.NaN];
}
