import { MAX_PATH_LENGTH } from '../bounds/bounds.ts';

/**
 * Where a `mountPath` really is: the API server accepts any text, and the container runtime takes it from the root of the
 * container and cleans it. What is not a string stays as it is, here and below: nothing has checked it.
 */
export function cleanAbsolute(path: string): string;
export function cleanAbsolute(path: unknown): unknown;
export function cleanAbsolute(path: unknown): unknown {
  if (typeof path !== 'string' || path.length > MAX_PATH_LENGTH || CLEAN.test(path)) return path;
  return `/${clean(path)}`;
}

export type System = 'linux' | 'windows';

/**
 * Where a `mountPath` or `devicePath` is on a node of this system. Windows takes both slashes and both cases for the same,
 * and the kubelet puts `c:` in front of a path that names no drive.
 */
export function cleanMountPath(path: string, system: System): string {
  if (system === 'linux' || path.length > MAX_PATH_LENGTH) return cleanAbsolute(path);
  const slashed = path.replaceAll('\\', '/').toLowerCase();
  return cleanAbsolute(slashed.includes(':') ? slashed : `c:/${slashed}`);
}

/** Most are clean already, and to find that out costs less. */
const CLEAN = /^(?:\/[^/.][^/]*)+$/;

/** A path within a volume. An empty one is the volume itself. */
export function cleanRelative(path: string): string;
export function cleanRelative(path: unknown): unknown;
export function cleanRelative(path: unknown): unknown {
  return typeof path === 'string' ? clean(path) : path;
}

function clean(path: string): string {
  if (path.length > MAX_PATH_LENGTH) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
