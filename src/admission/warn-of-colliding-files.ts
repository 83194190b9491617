import { cleanRelative } from '../annotation/clean-path.ts';
import { compareKeys, isInside, sortKey } from '../annotation/path-order.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { type ListKeys, listFiles } from './volume-files.ts';
import type { PodWarning } from './warn-of-pod.ts';

/**
 * Volumes of which one source may need a folder where another has a file: an optional one, or one whose keys are known. What
 * is certain from the annotation alone is an error.
 */
export function warnOfCollidingFiles({ volumes }: PodConfiguration, listKeys: ListKeys): PodWarning[] {
  return volumes.flatMap(({ volume }) => {
    const files = listFiles(volume, listKeys)
      .map(path => ({ path, key: sortKey(cleanRelative(path)) }))
      .sort(compareKeys);
    const at = files.findIndex(({ key }, index) => isInside(files[index + 1]?.key ?? '', key));
    const [file, inside] = files.slice(at, at + 2);
    if (at === -1 || file === undefined || inside === undefined) return [];
    const message = `the kubelet cannot make the volume where both ${quoteText(file.path)} and ${quoteText(inside.path)} are in it`;
    return [{ code: 'colliding-files', volume: volume.name, message }];
  });
}
