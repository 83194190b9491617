import type { ConfiguredPatch } from '../annotation/pod-configuration.ts';
import type { Turns } from '../bounds/turns.ts';
import { listChanged } from '../patch/list-changed.ts';
import { mergePod } from '../patch/merge-pod.ts';
import { PatchError } from '../patch/patch-error.ts';
import { POD } from '../patch/value-type.ts';
import { keepMeaning } from './compare/keep-meaning.ts';
import { dropDerived } from './drop-derived.ts';
import type { Pod } from './pod.ts';

/**
 * The fields that patches, which were applied to the pod, would change again by now. What the API server has made of them since is
 * no difference: defaults, another notation of a quantity, tolerations that it appends.
 */
export function* findUndone(pod: Pod, patches: readonly ConfiguredPatch[]): Turns<readonly string[]> {
  try {
    let again = pod;
    for (const { patch } of patches) {
      again = mergePod(again, patch) as Pod;
      yield;
    }
    const settled = dropDerived(pod, again);
    return listChanged(pod, keepMeaning(settled, pod, POD) as object);
  } catch (error) {
    // Where another webhook has left nothing that the patch could be applied to.
    if (error instanceof PatchError) return [error.path];
    throw error;
  }
}
