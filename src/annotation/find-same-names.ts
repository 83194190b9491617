import { quoteText } from '../bounds/quote-text.ts';
import type { VolumeRequest } from './annotation.ts';
import type { Mistakes } from './mistakes.ts';
import { mistakeAt } from './place.ts';

/**
 * Finds volumes that have one name.
 *
 * @param ordinal of the pod that would have both. Without one, only volumes without a condition are compared, and with one only
 * the others: those are told already.
 */
export function findSameNames(volumes: readonly VolumeRequest[], mistakes: Mistakes, ordinal?: number): void {
  const seen = new Map<string, VolumeRequest>();
  for (const volume of volumes) {
    if (ordinal === undefined && volume.when !== undefined) continue;
    const other = seen.get(volume.name);
    if (other === undefined) seen.set(volume.name, volume);
    else if (ordinal === undefined || volume.when !== undefined || other.when !== undefined) {
      const complaint = `expected another name than that of ${other.where}, got ${quoteText(volume.name)} for both`;
      mistakes.add(mistakeAt(volume.place, complaint, ordinal));
    }
  }
}
