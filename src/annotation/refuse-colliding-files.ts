import { quoteText } from '../bounds/quote-text.ts';
import { AnnotationError } from './annotation-error.ts';
import { cleanRelative } from './clean-path.ts';
import { compareKeys, isInside, sortKey } from './path-order.ts';

/** A file that a volume shows, and whether it is sure to be there. */
export interface ExplicitFile {
  readonly path: string;
  readonly certain: boolean;
}

/**
 * Refuses two explicit files of one volume of which only one can be there, as the kubelet cleans their paths. Of one text, the
 * API server would refuse them in words that no reader can place; in other words, one file would hide the other. A file where
 * another needs a folder keeps the kubelet from making the volume, for ever, unless one of the two is left out.
 *
 * @throws AnnotationError with both paths.
 */
export function refuseCollidingFiles(where: string, files: readonly ExplicitFile[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.size === seen.add(cleanRelative(path)).size) {
      throw new AnnotationError(
        `${where}: expected each path once in a volume, got ${quoteText(path)} twice`,
      );
    }
  }
  if (files.length > 1) refuseFileAbove(where, files);
}

function refuseFileAbove(where: string, files: readonly ExplicitFile[]): void {
  const certain = files
    .filter(file => file.certain)
    .map(({ path }) => ({ path, key: sortKey(cleanRelative(path)) }))
    .sort(compareKeys);
  // What is inside of a path follows it at once.
  for (const [index, { path, key }] of certain.entries()) {
    const next = certain[index + 1];
    if (next === undefined || !isInside(next.key, key)) continue;
    throw new AnnotationError(
      `${where}: expected ${quoteText(path)} to be a file or a folder of the volume, got both, for ${quoteText(next.path)} is inside: name another path`,
    );
  }
}
