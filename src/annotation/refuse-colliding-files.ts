import { quoteText } from '../bounds/quote-text.ts';
import { cleanRelative } from './clean-path.ts';
import type { Mistakes } from './mistakes.ts';
import { compareKeys, isInside, sortKey } from './path-order.ts';
import { mistakeAt, type Place } from './place.ts';

/** A file that a volume shows, and whether it is sure to be there. */
export interface ExplicitFile {
  readonly path: string;
  readonly certain: boolean;
}

/**
 * Refuses two explicit files of one volume of which only one can be there, as the kubelet cleans their paths. Of one text, the
 * API server would refuse them in words that no reader can place; in other words, one file would hide the other. A file where
 * another needs a folder keeps the kubelet from making the volume, for ever, unless one of the two is left out.
 */
export function refuseCollidingFiles(place: Place, files: readonly ExplicitFile[], mistakes: Mistakes): void {
  // A path that is empty has been told as a mistake of its own.
  const named = files.filter(({ path }) => path !== '');
  const seen = new Set<string>();
  const twice = named.filter(({ path }) => seen.size === seen.add(cleanRelative(path)).size);
  for (const path of new Set(twice.map(one => one.path))) {
    mistakes.add(mistakeAt(place, `expected each path once in a volume, got ${quoteText(path)} twice`));
  }
  if (named.length > 1) refuseFilesAbove(place, named, mistakes);
}

function refuseFilesAbove(place: Place, files: readonly ExplicitFile[], mistakes: Mistakes): void {
  const certain = files
    .filter(file => file.certain)
    .map(({ path }) => ({ path, key: sortKey(cleanRelative(path)) }))
    .sort(compareKeys);
  // What is inside of a path follows it at once.
  for (const [index, { path, key }] of certain.entries()) {
    const next = certain[index + 1];
    if (next === undefined || !isInside(next.key, key)) continue;
    const complaint = `expected ${quoteText(path)} to be a file or a folder of the volume, got both, for ${quoteText(next.path)} is inside: name another path`;
    mistakes.add(mistakeAt(place, complaint));
  }
}
