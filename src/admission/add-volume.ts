import { isDeepStrictEqual } from 'node:util';
import { AnnotationError } from '../annotation/annotation-error.ts';
import type { ConfiguredVolume, VolumeMount } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { Container } from './pod.ts';
import type { PodContainers } from './pod-containers.ts';
import type { Place, PodDraft } from './pod-draft.ts';

/**
 * Puts a volume into the pod, and its mount into each container that is to have it and does not.
 *
 * @returns conflicts, each a sentence.
 * @throws AnnotationError when the volume would be mounted nowhere.
 */
export function addVolume(draft: PodDraft, pod: PodContainers, configured: ConfiguredVolume): string[] {
  const conflicts = addVolumeItself(draft, configured);
  const { mount, containers, where } = configured;
  if (mount === undefined) return conflicts;
  for (const container of pod.select(containers, where)) {
    const conflict = addMount(draft, container, mount);
    if (conflict !== undefined) conflicts.push(conflict);
  }
  return conflicts;
}

function addVolumeItself(draft: PodDraft, { where, volume, replaces, mount }: ConfiguredVolume): string[] {
  const { spec } = draft;
  const volumes = spec.value.volumes ?? [];
  const index = volumes.findIndex(({ name }) => name === volume.name);
  if (index === -1) {
    if (mount === undefined) throw nothingToReplace(where, volume.name);
    draft.append(spec, 'volumes', volume);
    return [];
  }
  if (isDeepStrictEqual(volumes[index], volume)) return [];
  if (replaces) {
    draft.replace({ value: volumes, pointer: '/spec/volumes' }, index, volume);
    return [];
  }
  return [
    `the pod has another volume named ${quoteText(volume.name)}; rename it in the StatefulSet's template, or ` +
      `give a name in ${where} of the annotation`,
  ];
}

function nothingToReplace(where: string, name: string): AnnotationError {
  return new AnnotationError(
    `${where}: expected the pod to have a volume named ${quoteText(name)} to replace, or a mountPath here; got neither`,
  );
}

/** Gives what is in the way. */
function addMount(draft: PodDraft, container: Place<Container>, wanted: VolumeMount): string | undefined {
  const present = findAt(wanted.mountPath, container.value);
  if (present === undefined) {
    draft.append(container, 'volumeMounts', wanted);
    return undefined;
  }
  if (isDeepStrictEqual(present, wanted)) return undefined;
  return (
    `container ${quoteText(container.value.name)} has volume ${quoteText(present.name)} at ${shortLine(wanted.mountPath)} already; ` +
    `take that mount out of the StatefulSet's template, or name another path in the annotation`
  );
}

/** What the container has at this path; a trailing slash makes no difference to the kubelet. */
function findAt(path: string, container: Container): { readonly name: string } | undefined {
  const wanted = withoutTrailingSlash(path);
  return (
    container.volumeMounts?.find(mount => withoutTrailingSlash(mount.mountPath) === wanted) ??
    container.volumeDevices?.find(device => withoutTrailingSlash(device.devicePath) === wanted)
  );
}

function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.replace(/(?<=.)\/+$/, '') : path;
}
