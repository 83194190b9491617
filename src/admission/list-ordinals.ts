import type { StatefulSetObject } from './statefulset.ts';

/**
 * The ordinals that the StatefulSet controller makes pods for, lowest first. By the API, `replicas` is 1
 * and the first ordinal 0 where nothing else is said.
 *
 * @param max of them at most: `replicas` may be as high as 2^31 - 1.
 */
export function listOrdinals(
  { spec: { replicas = 1, ordinals, reserveOrdinals } }: StatefulSetObject,
  max = Number.POSITIVE_INFINITY,
): number[] {
  const reserved = (reserveOrdinals ?? []).map(toRange);
  const listed: number[] = [];
  for (let ordinal = ordinals?.start ?? 0; listed.length < Math.min(replicas, max); ordinal += 1) {
    const range = reserved.find(({ from, to }) => from <= ordinal && ordinal <= to);
    if (range === undefined) listed.push(ordinal);
    else ordinal = range.to;
  }
  return listed;
}

/** The highest of them, found without a list. Of a set without replicas, it is the one below the first. */
export function findLastOrdinal({
  spec: { replicas = 1, ordinals, reserveOrdinals },
}: StatefulSetObject): number {
  let uncounted = ordinals?.start ?? 0;
  let last = uncounted + replicas - 1;
  const reserved = (reserveOrdinals ?? []).map(toRange).sort((one, other) => one.from - other.from);
  for (const { from, to } of reserved) {
    const begin = Math.max(from, uncounted);
    if (begin > last || to < begin) continue;
    last += to - begin + 1;
    uncounted = to + 1;
  }
  return last;
}

/** `3` or `3-5`, both ends included. What is neither reserves nothing. */
function toRange(reserved: number | string): { readonly from: number; readonly to: number } {
  const [, from, to = from] = /^([0-9]{1,10})(?:-([0-9]{1,10}))?$/.exec(String(reserved)) ?? [];
  return { from: Number(from ?? Infinity), to: Number(to ?? -Infinity) };
}
