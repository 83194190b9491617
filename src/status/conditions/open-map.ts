import type { CelValue } from './to-cel-value.ts';

/**
 * An object that the API server, an admission plugin or another webhook completes before a condition sees it: what is read of it may
 * be otherwise there. No subclass: of one, the library cannot tell the type.
 *
 * @param onGuess called when a field is read that may have another value, or any.
 */
export function makeOpenMap(
  fields: readonly (readonly [string, CelValue])[],
  onGuess: () => void,
): ReadonlyMap<string, CelValue> {
  const known = new Map(fields);
  const get = (key: string) => {
    if (!known.has(key) || GROWING.has(key)) onGuess();
    return known.get(key);
  };
  return Object.assign(new Map(fields), { get, has: (key: string) => get(key) !== undefined });
}

/** Lists to which plugins of the API server add by default: the token of the ServiceAccount, its secrets, and tolerations of nodes. */
const GROWING: ReadonlySet<string> = new Set(['volumes', 'volumeMounts', 'tolerations', 'imagePullSecrets']);
