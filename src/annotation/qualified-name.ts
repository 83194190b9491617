import { checkObjectName } from './value-checks.ts';

/** Whether a text is the key of a label; that of an annotation is one in lower case. */
export function isQualifiedName(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const isName = name.length <= 63 && /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name);
  // A prefix is a name as that of an object.
  return isName && (slash === -1 || checkObjectName(key.slice(0, slash)) === undefined);
}
