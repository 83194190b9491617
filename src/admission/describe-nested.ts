import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { BadMount } from './check-mounts.ts';
import type { Conflict } from './conflict.ts';
import type { Placed } from './list-nested.ts';

/** A mount with which the container cannot start, as a conflict. */
export function nestedInTheWay({ container, nested: { inner, outer }, verdict }: BadMount): Conflict {
  const has = describePlaced(inner);
  return {
    fact: `container ${quoteText(container.name)} has ${has}, ${describeWhere(inner, outer)}, and cannot start so: ${verdict.why}`,
    remedy: 'name another path in the annotation',
    elsewhere: 'name another path in the annotation',
    container: { name: container.name, has: describePlaced(inner.mount === undefined ? outer : inner) },
  };
}

/** As `volume "x" at /etc/app`. */
export function describePlaced({ path, mount, file }: Placed): string {
  return mount === undefined
    ? `${file ?? ''} at ${shortLine(path)}`
    : `volume ${quoteText(mount.name)} at ${shortLine(path)}`;
}

export function describeWhere(inner: Placed, outer: Placed): string {
  return `${inner.key === outer.key ? 'as' : 'inside of'} ${describePlaced(outer)}`;
}
