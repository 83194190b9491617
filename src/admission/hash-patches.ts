import { hashAnnotation } from '../annotation/hash-annotation.ts';
import type { ConfiguredPatch } from '../annotation/pod-configuration.ts';

/**
 * What tells whether a pod was patched as it would be now; undefined without patches. What others changed in the pod since makes no
 * difference, which it would if the fields themselves were compared.
 */
export function hashPatches(patches: readonly ConfiguredPatch[]): string | undefined {
  if (patches.length === 0) return undefined;
  return hashAnnotation(JSON.stringify(patches.map(({ patch }) => patch)));
}
