import { checkPatch } from './check-patch.ts';
import { mergeObject } from './merge-object.ts';
import { POD } from './value-type.ts';

/**
 * The pod as a strategic merge patch makes it, as `kubectl patch --type=strategic` does; neither is changed. Throws `PatchError` for what
 * kubectl refuses, and for what it takes and does otherwise than its author can have meant: a directive where it has no
 * effect, or another one.
 */
export function mergePod(pod: object, patch: object): object {
  checkPatch(patch, POD, '');
  return mergeObject({ ...pod }, { ...patch }, POD, '');
}
