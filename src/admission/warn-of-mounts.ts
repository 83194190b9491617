import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { type BadMount, findBadMounts } from './check-mounts.ts';
import { describePlaced, describeWhere } from './describe-nested.ts';
import type { Pod } from './pod.ts';
import type { ListKeys } from './volume-files.ts';
import type { PodWarning } from './warn-of-pod.ts';

/** Mounts inside of others with which a container may not start, or does not see files. */
export function warnOfMounts(pod: Pod, configuration: PodConfiguration, listKeys: ListKeys): PodWarning[] {
  const ours = new Set(configuration.volumes.map(({ volume }) => volume.name));
  return findBadMounts(pod, configuration, listKeys).flatMap(bad => {
    const { inner, outer } = bad.nested;
    const volume = [inner, outer].map(({ mount }) => mount?.name ?? '').find(name => ours.has(name));
    return volume === undefined ? [] : [{ code: 'nested-mount', volume, message: describe(bad) }];
  });
}

function describe({ container, nested: { inner, outer }, verdict }: BadMount): string {
  const { why, certain, hides } = verdict;
  const place = `${describePlaced(inner)}, ${describeWhere(inner, outer)}`;
  if (hides) return `${place}: ${why}`;
  return `container ${quoteText(container.name)} ${certain ? 'cannot' : 'may not'} start with ${place}: ${why}`;
}
