/**
 * A text that sorts a clean path right before what is inside of it: `/a`, `/a/b`, `/a.b`. A NUL is in no path, and sorts
 * before all else. To look for each folder above each path instead would take the square of the path's length.
 */
export function sortKey(path: string): string {
  return path.replaceAll('/', '\0');
}

export function isInside(key: string, above: string): boolean {
  return key.length > above.length && key.startsWith(above) && key[above.length] === '\0';
}

export function compareKeys(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
