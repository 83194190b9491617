import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { type FileUser, findUser } from './file-user.ts';
import type { Container, Pod } from './pod.ts';
import { systemOf } from './system-of.ts';
import { type FileAccess, listAccess } from './volume-modes.ts';
import type { PodWarning } from './warn-of-pod.ts';

/**
 * Files that a container's program cannot read: the kubelet makes them root's unless the volume names another owner, and of
 * group 0. With an fsGroup they are of that group, which may read them whatever their mode says.
 */
export function warnOfUnreadable({ spec }: Pod, { volumes }: PodConfiguration): PodWarning[] {
  if (systemOf(spec) === 'windows') return [];
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  return volumes.flatMap(({ volume }) => {
    const files = listAccess(volume);
    if (files.every(({ mode }) => (mode & EVERYBODY) !== 0)) return [];
    for (const container of containers.filter(one => mounts(one, volume.name))) {
      const user = findUser(spec, container);
      const file = user && files.find(one => !mayRead(one, user));
      if (file !== undefined)
        return [{ code: 'unreadable', volume: volume.name, message: describe(file, container) }];
    }
    return [];
  });
}

const EVERYBODY = 0o004;
const GROUP = 0o040;
const OWNER = 0o400;

function mounts({ volumeMounts }: Container, volume: string): boolean {
  return volumeMounts?.some(({ name }) => name === volume) ?? false;
}

function mayRead({ mode, user }: FileAccess, { id, mayBeInRootGroup }: FileUser): boolean {
  // That of an image is not known.
  if (user !== undefined && (id === undefined || id === user) && (mode & OWNER) !== 0) return true;
  return (mode & EVERYBODY) !== 0 || (mayBeInRootGroup && (mode & GROUP) !== 0);
}

function describe({ mode, user }: FileAccess, { name }: Container): string {
  const octal = mode.toString(8).padStart(4, '0');
  const owner = user === undefined || user === 0 ? "root's" : `user ${user}'s`;
  const who = owner === "root's" ? 'is not root' : `is not user ${user}`;
  return `container ${quoteText(name)} ${who} and cannot read files of mode ${octal}, which are ${owner}: set securityContext.fsGroup of the pod`;
}
