import { mistakeAt } from '../annotation/place.ts';
import type { ConfiguredPatch, PodConfiguration } from '../annotation/pod-configuration.ts';
import { MAX_PATCH_BYTES } from '../bounds/bounds.ts';
import { listNames } from '../bounds/list-names.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import type { Turns } from '../bounds/turns.ts';
import { listChanged } from '../patch/list-changed.ts';
import { mergePod } from '../patch/merge-pod.ts';
import { PatchError } from '../patch/patch-error.ts';
import { checkAgainstRules } from './check-against-rules.ts';
import { dropDerived } from './drop-derived.ts';
import type { Earlier } from './earlier.ts';
import { fillRequests } from './fill-requests.ts';
import { findUndone } from './find-undone.ts';
import { keepToken } from './keep-token.ts';
import type { Pod } from './pod.ts';
import type { PodDraft } from './pod-draft.ts';
import { refuseWithoutImage } from './refuse-without-image.ts';

/**
 * Applies the patches to the pod and returns the fields that they have changed. Never twice: what differs after an earlier call
 * was changed by another webhook or a policy, and to change it again could go on for as long as Kubernetes calls both.
 * With a pause after each patch: to merge a list of thousands takes some milliseconds.
 *
 * @throws AnnotationError where a patch does not fit the pod, or makes one of it that the API server refuses.
 * @throws TooLargeError when what they change is too large for a JSON patch.
 */
export function* applyPatches(
  draft: PodDraft,
  configuration: PodConfiguration,
  earlier: Earlier,
  warn: (text: string) => void,
): Turns<readonly string[]> {
  const { patches, ordinal } = configuration;
  if (earlier.called) {
    warnOfUndone(yield* findUndone(draft.pod, configuration), warn);
    return earlier.patched;
  }
  const before = fillRequests(draft.pod);
  const apply = (pod: Pod, patch: ConfiguredPatch) => merge(pod, patch, ordinal);
  let merged = before;
  for (const patch of patches) {
    merged = apply(merged, patch);
    yield;
  }
  const after = keepToken(before, merged);
  refuseWithoutImage(before, after, patches, ordinal);
  const provided = new Set(configuration.volumes.map(({ volume }) => volume.name));
  yield* checkAgainstRules(before, after, { patches, ordinal, apply, provided });
  yield;
  const fields = listChanged(before, after);
  draft.become(dropDerived(before, after));
  boundBytes(draft, patches);
  return fields;
}

/** The pod is what makes a difference to what was checked before: a template that the API server takes fits. */
function merge(pod: Pod, { place, patch }: ConfiguredPatch, ordinal: number): Pod {
  try {
    return mergePod(pod, patch) as Pod;
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    throw mistakeAt(place, error.message, ordinal);
  }
}

function warnOfUndone(fields: readonly string[], warn: (text: string) => void): void {
  if (fields.length === 0) return;
  warn(
    `another admission webhook or policy changed ${listNames(fields)} after the patches, or this API server does not know the field, and the pod is left so: ` +
      'exclude the pod there, or remove the field from the patches',
  );
}

function boundBytes({ operations }: PodDraft, patches: readonly ConfiguredPatch[]): void {
  const got = Buffer.byteLength(JSON.stringify(operations));
  if (got <= MAX_PATCH_BYTES) return;
  throw new TooLargeError(
    'what the patches change in the pod',
    { bound: MAX_PATCH_BYTES, got, unit: 'bytes' },
    `change less in ${listNames(patches.map(({ where }) => where))}, or put large texts into ConfigMaps`,
  );
}
