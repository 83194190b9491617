import { isDeepStrictEqual } from 'node:util';
import type { AddOperation } from 'fast-json-patch';
import type { ConfiguredVolume, PodConfiguration } from '../annotation/pod-configuration.ts';
import { ConflictError } from './conflict-error.ts';
import type { Container, Pod, VolumeMount } from './pod.ts';
import { PodDraft } from './pod-draft.ts';
import { buildStatus, STATUS_ANNOTATION } from './status.ts';

/**
 * Mounts a pod's configuration into it and gives the operations that did so: none when all is there
 * already. Volume and mounts are looked at one by one, container by container, so that a second call
 * mounts only into what another webhook has added since. Changes `pod`.
 *
 * @throws ConflictError with everything that is in the way.
 */
export function mountConfiguration(
  pod: Pod,
  configuration: PodConfiguration,
  annotation: string,
): readonly AddOperation<unknown>[] {
  const draft = new PodDraft(pod);
  const conflicts: string[] = [];
  for (const volume of configuration.volumes) {
    conflicts.push(...addVolume(draft, volume));
    for (const list of ['initContainers', 'containers'] as const) {
      for (const [index, container] of (pod.spec[list] ?? []).entries()) {
        conflicts.push(...addMount(draft, [list, index], container, volume));
      }
    }
  }
  if (conflicts.length > 0) throw new ConflictError(conflicts);
  annotate(draft, STATUS_ANNOTATION, buildStatus(configuration, annotation));
  return draft.operations;
}

function addVolume(draft: PodDraft, configured: ConfiguredVolume): string[] {
  const { volumes } = draft.pod.spec;
  const wanted = buildVolume(configured);
  const present = volumes?.find(volume => volume.name === configured.name);
  if (present === undefined) draft.append(['spec', 'volumes'], volumes, wanted);
  else if (!isDeepStrictEqual(present, wanted)) {
    return [`the pod has another volume named "${configured.name}"; rename it in the StatefulSet's template`];
  }
  return [];
}

function addMount(
  draft: PodDraft,
  [list, index]: readonly ['initContainers' | 'containers', number],
  container: Container,
  volume: ConfiguredVolume,
): string[] {
  const wanted = { name: volume.name, mountPath: volume.mountPath, readOnly: volume.readOnly };
  const present = findAt(volume.mountPath, container);
  if (present === undefined) {
    draft.append(['spec', list, index, 'volumeMounts'], container.volumeMounts, wanted);
    return [];
  }
  if (isDeepStrictEqual(present, wanted)) return [];
  return [
    `container "${container.name}" has volume "${present.name}" at ${volume.mountPath} already; ` +
      `take that mount out of the StatefulSet's template, or name another path in the annotation`,
  ];
}

/** What the container has at this path; a trailing slash makes no difference to the kubelet. */
function findAt(path: string, container: Container): VolumeMount | { name: string } | undefined {
  const wanted = withoutTrailingSlash(path);
  return (
    container.volumeMounts?.find(mount => withoutTrailingSlash(mount.mountPath) === wanted) ??
    container.volumeDevices?.find(device => withoutTrailingSlash(device.devicePath) === wanted)
  );
}

function withoutTrailingSlash(path: string): string {
  return path.replace(/(?<=.)\/+$/, '');
}

/**
 * The volume with the API server's defaults filled in: before a second call it has added them to ours,
 * and so the two can be compared as they are.
 */
function buildVolume({ name, configMap }: ConfiguredVolume) {
  return { name, configMap: { name: configMap, defaultMode: DEFAULT_MODE } };
}

/** 0644, as the API server defaults it. JSON has no octal numbers. */
const DEFAULT_MODE = 0o644;

function annotate(draft: PodDraft, key: string, value: string): void {
  const { annotations } = draft.pod.metadata;
  if (annotations == null) draft.set(['metadata', 'annotations'], { [key]: value });
  else if (annotations[key] !== value) draft.set(['metadata', 'annotations', key], value);
}
