import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { finish, type Turns } from '../bounds/turns.ts';
import { addEnvironment } from './add-environment.ts';
import { addVolume } from './add-volume.ts';
import { annotatePod } from './annotate-pod.ts';
import { applyPatches } from './apply-patches.ts';
import { boundPatch } from './bound-patch.ts';
import { findMountConflicts } from './check-mounts.ts';
import type { Conflict } from './conflict.ts';
import { ConflictError } from './conflict-error.ts';
import { readEarlier } from './earlier.ts';
import type { Pod } from './pod.ts';
import { PodContainers } from './pod-containers.ts';
import { type PatchOperation, PodDraft } from './pod-draft.ts';
import { PodIndex } from './pod-index.ts';
import { listReplaced } from './replaced-metadata.ts';

/**
 * Applies the patches to a pod, mounts its configuration into it, and gives the operations that did so: none when all is there
 * already. The patches come first, so that a container which they add gets mounts and variables, too. Volumes, mounts and variables
 * are looked at one by one, container by container, so that a second call adds only what another webhook's changes since have made
 * necessary. Changes `pod`.
 *
 * @param warn is called with what the user should know of a pod that is created.
 * @throws ConflictError with everything that is in the way.
 * @throws TooLargeError when the patch, the status or the pod's annotations exceed a bound.
 * @throws AnnotationError when the annotation asks for what this pod cannot have.
 */
export function mountConfiguration(
  pod: Pod,
  configuration: PodConfiguration,
  warn?: (text: string) => void,
): readonly PatchOperation[] {
  return finish(mountInTurns(pod, configuration, warn));
}

/** As `mountConfiguration`, with pauses. */
export function* mountInTurns(
  pod: Pod,
  configuration: PodConfiguration,
  warn: (text: string) => void = () => {},
): Turns<readonly PatchOperation[]> {
  const draft = new PodDraft(pod);
  const earlier = readEarlier(pod, configuration);
  const { metadata } = pod;
  const patched =
    configuration.patches.length === 0 ? [] : yield* applyPatches(draft, configuration, earlier, warn);
  const replaced = earlier.called ? earlier.replaced : listReplaced(metadata, pod.metadata, configuration);
  const containers = new PodContainers(pod);
  boundPatch(configuration, containers);
  const present = { containers, index: new PodIndex(pod), earlier };
  const conflicts: Conflict[] = [];
  for (const volume of configuration.volumes) conflicts.push(...addVolume(draft, present, volume));
  conflicts.push(...addEnvironment(draft, present, configuration));
  // What follows from a conflict is none of its own.
  if (conflicts.length === 0) conflicts.push(...findMountConflicts(pod, configuration));
  if (conflicts.length > 0) throw new ConflictError(conflicts);
  annotatePod(draft, configuration, patched, replaced);
  return draft.operations;
}
