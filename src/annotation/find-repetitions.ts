import { quoteText } from '../bounds/quote-text.ts';
import type { Mistakes } from './mistakes.ts';
import { mistakeAt, type Place } from './place.ts';
import type { ContainerNames } from './pod-configuration.ts';

/** Something that a container can have once: a path, a variable. */
export interface Claim {
  /** The field that says so. */
  readonly field: 'mountPath' | 'name';
  readonly key: string;
  readonly place: Place;
  readonly containers: ContainerNames;
}

/** Finds what one container would get twice: two volumes at one path, one variable with two values. */
export function findRepetitions(claims: readonly Claim[], mistakes: Mistakes): void {
  /** By key, then by container; that of all containers is under `ALL`. */
  const claimed = new Map<string, Map<string, Place>>();
  for (const { field, key, place, containers } of claims) {
    const holders = claimed.get(`${field} ${key}`) ?? new Map<string, Place>();
    claimed.set(`${field} ${key}`, holders);
    const other = findOther(holders, containers);
    if (other !== undefined) {
      const complaint = `expected another ${field} than that of ${other.where}, got ${quoteText(key)} for both, in the same container`;
      mistakes.add(mistakeAt(place, complaint));
      continue;
    }
    for (const name of containers ?? [ALL]) holders.set(name, place);
  }
}

/** No container has an empty name. */
const ALL = '';

function findOther(holders: ReadonlyMap<string, Place>, containers: ContainerNames): Place | undefined {
  if (containers === undefined) return holders.values().next().value;
  for (const name of [ALL, ...containers]) {
    const other = holders.get(name);
    if (other !== undefined) return other;
  }
  return undefined;
}
