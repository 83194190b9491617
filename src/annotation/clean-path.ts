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
