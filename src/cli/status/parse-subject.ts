import type { AskedSet } from './read-asked.ts';
import { CORE, KRUISE } from './read-sets.ts';

/** A StatefulSet as it is named on the command line. Takes `sts/web` and `statefulset.apps.kruise.io/web` as well, as kubectl does. */
export function parseSubject(given: string): AskedSet {
  const [prefix = ''] = /^(?:a?sts|statefulsets?)(?:\.apps(?:\.kruise\.io)?)?\//.exec(given) ?? [];
  return { name: given.slice(prefix.length), apiVersion: findApi(prefix) };
}

/** Undefined where the kind may be either's. */
function findApi(prefix: string): string | undefined {
  if (prefix === 'asts/' || prefix.includes('.kruise.')) return KRUISE;
  return prefix.includes('.apps') ? CORE : undefined;
}
