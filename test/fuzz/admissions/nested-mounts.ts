import { posix } from 'node:path';
import type { CasePod } from './admission-case.ts';

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string | undefined;
  readonly readOnly?: boolean | undefined;
}

/**
 * Whether a container may be unable to start, since a part of a volume is inside of a mount or around one, one of two paths is
 * relative, or a mount is around files of the runtime. Which of them cannot, test/mount-cases.ts says.
 */
export function hasDoubtfulMounts({ spec }: CasePod): boolean {
  return [...(spec.initContainers ?? []), ...spec.containers].some(({ volumeMounts }) => {
    const mounts: readonly Mount[] = volumeMounts ?? [];
    return mounts.some(
      outer => isAroundFiles(outer) || mounts.some(inner => inner !== outer && isDoubtful(inner, outer)),
    );
  });
}

function isDoubtful(inner: Mount, outer: Mount): boolean {
  if (!placeOf(inner).startsWith(`${placeOf(outer)}/`)) return false;
  const isRelative = (mount: Mount) => !mount.mountPath.startsWith('/');
  const isPart = ({ subPath = '' }: Mount) => subPath !== '';
  return isPart(inner) || isPart(outer) || isRelative(inner) !== isRelative(outer) || outer.readOnly === true;
}

function isAroundFiles(mount: Mount): boolean {
  return ['/etc', '/dev', '/run', '/var'].some(folder => `${placeOf(mount)}/`.startsWith(`${folder}/`));
}

function placeOf({ mountPath }: Mount): string {
  return posix.resolve('/', mountPath);
}
