import { VOLUME, VOLUME_MOUNT } from '../admission/compare/core-shapes.ts';
import { type Difference, findDifference } from '../admission/compare/find-difference.ts';
import type { Pod, VolumeMount } from '../admission/pod.ts';
import { readStatus, type VolumeStatus } from '../admission/read-status.ts';
import { confirmStatus } from './confirm-status.ts';

/** What differs in volumes of two pods that show the same objects at the same path: a mode, a key, a text of a file. */
export function findDetails(live: Pod, anew: Pod): string[] {
  const had = confirmStatus(live)?.volumes ?? [];
  return (readStatus(anew)?.volumes ?? []).flatMap(volume => {
    const former = had.find(other => showsSame(volume, other));
    if (former === undefined) return [];
    const difference =
      compareVolumes(live, former, anew, volume) ?? compareMounts(live, former, anew, volume);
    return difference === undefined ? [] : [describe(volume, difference)];
  });
}

function showsSame({ name, ...one }: VolumeStatus, { name: former, ...other }: VolumeStatus): boolean {
  return JSON.stringify(one) === JSON.stringify(other) && (one.mountPath !== undefined || name === former);
}

function compareVolumes(live: Pod, former: VolumeStatus, anew: Pod, volume: VolumeStatus) {
  const had = findVolume(live, former);
  const gets = findVolume(anew, volume);
  if (had === undefined || gets === undefined) return undefined;
  return findDifference(gets, { ...had, name: gets.name }, VOLUME, false);
}

function findVolume({ spec }: Pod, { name }: VolumeStatus) {
  return spec.volumes?.find(volume => volume.name === name);
}

function compareMounts(live: Pod, former: VolumeStatus, anew: Pod, volume: VolumeStatus) {
  const had = findMount(live, former);
  const gets = findMount(anew, volume);
  if (had === undefined || gets === undefined) return undefined;
  return findDifference(gets, { ...had, name: gets.name }, VOLUME_MOUNT, false);
}

function findMount({ spec }: Pod, { name, mountPath }: VolumeStatus): VolumeMount | undefined {
  return [...(spec.initContainers ?? []), ...spec.containers]
    .flatMap(({ volumeMounts }) => volumeMounts ?? [])
    .find(mount => mount.name === name && mount.mountPath === mountPath);
}

function describe({ name, mountPath }: VolumeStatus, { field, expected, got }: Difference): string {
  const place = mountPath === undefined ? `volume ${name}` : `what is at ${mountPath}`;
  // The text of a file has its hash in the name of its annotation.
  if (field.endsWith('.fieldRef.fieldPath')) return `${place} with another text in a file`;
  return `${place} with ${field} ${expected} instead of ${got}`;
}
