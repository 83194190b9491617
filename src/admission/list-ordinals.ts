import type { StatefulSetObject } from './statefulset.ts';

/** What the ordinals of a StatefulSet's pods depend on. */
export interface Numbered {
  readonly spec: Pick<StatefulSetObject['spec'], 'replicas' | 'ordinals' | 'reserveOrdinals'>;
}

/**
 * The ordinals that the StatefulSet controller makes pods for, lowest first. By the API, `replicas` is 1
 * and the first ordinal 0 where nothing else is said.
 *
 * @param max of them at most: `replicas` may be as high as 2^31 - 1.
 */
export function listOrdinals(set: Numbered, max = Number.POSITIVE_INFINITY): number[] {
  const listed: number[] = [];
  for (const { from, to } of listStretches(set)) {
    for (let ordinal = from; ordinal <= to; ordinal += 1) {
      if (listed.length >= max) return listed;
      listed.push(ordinal);
    }
  }
  return listed;
}

/** The highest of them, found without a list. Of a set without replicas, it is the one below the first. */
export function findLastOrdinal(set: Numbered): number {
  return listStretches(set).at(-1)?.to ?? startOf(set) - 1;
}

/** Whether the set has a pod of this ordinal, found without a list, too. */
export function hasOrdinal(set: Numbered, ordinal: number): boolean {
  return listStretches(set).some(stretch => includes(stretch, ordinal));
}

/** How many pods the set has of lower ordinals, found without a list as well. */
export function countBelow(set: Numbered, ordinal: number): number {
  return listStretches(set).reduce(
    (count, { from, to }) => count + Math.max(0, Math.min(to, ordinal - 1) - from + 1),
    0,
  );
}

/** Whether OpenKruise makes no pod of this ordinal, however many replicas there are. */
export function isReserved({ spec: { reserveOrdinals } }: Numbered, ordinal: number): boolean {
  return listReserved(reserveOrdinals).some(range => includes(range, ordinal));
}

/** Which of the reserved ordinals is the first that OpenKruise's webhook takes neither for a number nor for a range. */
export function findUnreadable({ spec: { reserveOrdinals } }: Numbered): number | undefined {
  const index = (reserveOrdinals ?? []).findIndex(reserved =>
    typeof reserved === 'number' ? reserved < 0 : !reserved.includes('-') || toRange(reserved) === undefined,
  );
  return index === -1 ? undefined : index;
}

/** Ordinals in a row, both ends included. */
interface Range {
  readonly from: number;
  readonly to: number;
}

function startOf({ spec: { ordinals } }: Numbered): number {
  return ordinals?.start ?? 0;
}

function includes({ from, to }: Range, ordinal: number): boolean {
  return from <= ordinal && ordinal <= to;
}

/** The pods' ordinals, as what is left between the reserved ones: there may be a billion of both. */
function listStretches(set: Numbered): Range[] {
  const { replicas = 1, reserveOrdinals } = set.spec;
  const stretches: Range[] = [];
  let next = startOf(set);
  let left = replicas;
  const reserved = listReserved(reserveOrdinals).sort((one, other) => one.from - other.from);
  for (const { from, to } of [...reserved, NEVER]) {
    const count = Math.min(left, from - next);
    if (count > 0) stretches.push({ from: next, to: next + count - 1 });
    left -= Math.max(count, 0);
    if (left === 0) break;
    next = Math.max(next, to + 1);
  }
  return stretches;
}

const NEVER: Range = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * A number, or a range such as `4-5`, both ends included. OpenKruise's webhook refuses any other text; where it was not
 * called, its controller takes a list with such a text for an empty one. A number that is written as a text is refused,
 * too, and can mean only one thing.
 */
function listReserved(reserveOrdinals: Numbered['spec']['reserveOrdinals']): Range[] {
  const ranges = (reserveOrdinals ?? []).map(toRange);
  return ranges.every(range => range !== undefined) ? ranges : [];
}

function toRange(reserved: number | string): Range | undefined {
  if (typeof reserved === 'number') return { from: reserved, to: reserved };
  const [, from, to = from] = /^([0-9]+)(?:-([0-9]+))?$/.exec(reserved) ?? [];
  const range = { from: Number(from), to: Number(to) };
  // Not so for a range that ends before it begins, nor for one of no numbers.
  return range.from <= range.to && range.to <= MAX_RESERVED ? range : undefined;
}

/** An ordinal has 31 bits. With as many replicas behind this one, all are still numbers of which each has a next one. */
const MAX_RESERVED = 2 ** 52;
