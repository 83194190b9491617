import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { type FileUser, findUser } from './file-user.ts';
import type { Container, Pod } from './pod.ts';
import { systemOf } from './system-of.ts';
import { listModes } from './volume-modes.ts';
import type { PodWarning } from './warn-of-pod.ts';

/**
 * Files that a container's program cannot read: the kubelet makes them root's, of group 0. With an fsGroup they are of that
 * group, which may read them whatever their mode says.
 */
export function warnOfUnreadable({ spec }: Pod, { volumes }: PodConfiguration): PodWarning[] {
  if (systemOf(spec) === 'windows') return [];
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  return volumes.flatMap(({ volume }) => {
    const modes = listModes(volume);
    if (modes.every(mode => (mode & EVERYBODY) !== 0)) return [];
    for (const container of containers.filter(one => mounts(one, volume.name))) {
      const user = findUser(spec, container);
      const mode = user && modes.find(one => !mayRead(one, user));
      if (mode !== undefined)
        return [{ code: 'unreadable', volume: volume.name, message: describe(mode, container) }];
    }
    return [];
  });
}

const EVERYBODY = 0o004;
const GROUP = 0o040;

function mounts({ volumeMounts }: Container, volume: string): boolean {
  return volumeMounts?.some(({ name }) => name === volume) ?? false;
}

function mayRead(mode: number, { mayBeInRootGroup }: FileUser): boolean {
  return (mode & EVERYBODY) !== 0 || (mayBeInRootGroup && (mode & GROUP) !== 0);
}

function describe(mode: number, { name }: Container): string {
  const octal = mode.toString(8).padStart(4, '0');
  return `container ${quoteText(name)} is not root and cannot read files of mode ${octal}, which are root's: set securityContext.fsGroup of the pod`;
}
