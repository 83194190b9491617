import { hash } from 'node:crypto';
import type { Target } from './match-pods.ts';

/**
 * One name for each text of an annotation, and each place: while a StatefulSet is rolled out, it has pods with the former text, or with
 * none of their own, whose policy must stay. The name of a namespace has no dots, so no two StatefulSets share one.
 */
export function namePolicy(
  { namespace, name: set }: Pick<Target, 'namespace' | 'name'>,
  annotationHash: string,
  onTemplate: boolean,
): string {
  const end = `${annotationHash.slice(0, 8)}${onTemplate ? '' : '-set'}`;
  const name = `per-pod-config-${namespace}.${set}-${end}`;
  if (name.length <= MAX_LENGTH) return name;
  return `per-pod-config-${hash('sha256', `${namespace}/${set}`).slice(0, 16)}-${end}`;
}

/** Of an object. */
const MAX_LENGTH = 253;
