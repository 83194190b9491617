import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Pod } from './pod.ts';
import { systemOf } from './system-of.ts';
import type { PodWarning } from './warn-of-pod.ts';

/** To Linux, a drive is the name of a folder in the root. */
export function warnOfWindowsPaths({ spec }: Pod, { volumes }: PodConfiguration): PodWarning[] {
  if (systemOf(spec) === 'windows') return [];
  return volumes.flatMap(({ mount }) => {
    if (mount === undefined || !/^[a-z]:(?:[\\/]|$)/i.test(mount.mountPath)) return [];
    const message = `${shortLine(mount.mountPath)} names no drive on Linux, but a folder in the root; a pod for Windows says so in os.name`;
    return [{ code: 'windows-path', volume: mount.name, message }];
  });
}
