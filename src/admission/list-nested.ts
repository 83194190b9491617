import { cleanAbsolute } from '../annotation/clean-path.ts';
import { compareKeys, isInside, sortKey } from '../annotation/path-order.ts';
import type { Container, VolumeMount } from './pod.ts';

/** What is at a path of a container: a mount of the pod, or a file that the kubelet or the runtime puts there. */
export interface Placed {
  readonly path: string;
  readonly key: string;
  readonly mount?: VolumeMount;
  /** What the file is, in words. */
  readonly file?: string;
}

/** Something that is inside of a mount, or of such a file, or at the very same path. */
export interface Nested {
  readonly inner: Placed;
  readonly outer: Placed;
}

/**
 * What a container of Linux has inside of what, each with what is nearest around it: runtimes mount the outer one first, in
 * whatever order the pod has them.
 */
export function listNested(container: Container): Nested[] {
  const nested: Nested[] = [];
  const around: Placed[] = [];
  for (const inner of listPlaced(container)) {
    let outer = around.at(-1);
    while (outer !== undefined && outer.key !== inner.key && !isInside(inner.key, outer.key)) {
      around.pop();
      outer = around.at(-1);
    }
    if (outer !== undefined) nested.push({ inner, outer });
    around.push(inner);
  }
  return nested;
}

function listPlaced(container: Container): Placed[] {
  const placed: Placed[] = [];
  for (const mount of container.volumeMounts ?? []) {
    const path = cleanAbsolute(mount.mountPath);
    placed.push({ path, key: sortKey(path), mount });
  }
  const taken = new Set(placed.map(({ path }) => path));
  // Where the pod mounts something else in place of these, they are left out.
  for (const path of SYSTEM_FILES.filter(file => !taken.has(file)))
    placed.push({ path, key: sortKey(path), file: "the runtime's own file" });
  const path = cleanAbsolute(terminationLogOf(container));
  placed.push({ path, key: sortKey(path), file: 'the termination log' });
  return placed.sort(compareKeys);
}

const SYSTEM_FILES = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

function terminationLogOf({ terminationMessagePath }: Container): string {
  const isWritten = typeof terminationMessagePath === 'string' && terminationMessagePath !== '';
  return isWritten ? terminationMessagePath : '/dev/termination-log';
}
