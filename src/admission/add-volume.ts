import { AnnotationError } from '../annotation/annotation-error.ts';
import type { ConfiguredVolume, VolumeMount } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { VOLUME, VOLUME_MOUNT } from './compare/core-shapes.ts';
import { type Difference, findDifference } from './compare/find-difference.ts';
import type { Conflict } from './conflict.ts';
import { changedSince, dataInTheWay, mountInTheWay, volumeInTheWay } from './describe-conflict.ts';
import { describeData } from './describe-data.ts';
import type { Container, Volume } from './pod.ts';
import type { Place, PodDraft } from './pod-draft.ts';
import type { Present } from './present.ts';

/**
 * Puts a volume into the pod, and its mount into each container that is to have it and does not.
 *
 * @returns what is in the way.
 * @throws AnnotationError when the volume would be mounted nowhere.
 */
export function addVolume(draft: PodDraft, present: Present, configured: ConfiguredVolume): Conflict[] {
  const conflicts: Conflict[] = [];
  const conflict = addVolumeItself(draft, present, configured);
  if (conflict !== undefined) conflicts.push(conflict);
  const { mount, where } = configured;
  if (mount === undefined) return conflicts;
  for (const container of present.containers.select(configured, where)) {
    const inTheWay = addMount(draft, present, container, mount);
    if (inTheWay !== undefined) conflicts.push(inTheWay);
  }
  return conflicts;
}

/** Returns what is in the way. */
function addVolumeItself(
  draft: PodDraft,
  present: Present,
  configured: ConfiguredVolume,
): Conflict | undefined {
  const { where, volume, mount } = configured;
  const volumes = draft.spec.value.volumes ?? [];
  const place = present.index.findVolume(volume.name);
  if (place === undefined) {
    if (mount === undefined) throw nothingToReplace(where, volume.name);
    draft.append(draft.spec, 'volumes', volume);
    return undefined;
  }
  const other = volumes[place] as Volume;
  const difference = findDifference(volume, other, VOLUME, present.earlier.volumes.has(volume.name));
  if (difference === undefined) return undefined;
  const conflict = findVolumeConflict(present, configured, other, difference);
  if (conflict === undefined) draft.replace({ value: volumes, pointer: '/spec/volumes' }, place, volume);
  return conflict;
}

/** Why another volume cannot be replaced. Where one can, that another webhook changed ours is no reason not to do it again. */
function findVolumeConflict(
  { index, earlier }: Present,
  configured: ConfiguredVolume,
  other: Volume,
  difference: Difference,
): Conflict | undefined {
  const { volume, replaces } = configured;
  const users = { writer: index.findWriter(volume.name), reader: index.findReader(volume.name) };
  const data = replaces ? describeData(other, users) : undefined;
  if (replaces && data === undefined) return undefined;
  if (earlier.volumes.has(volume.name)) {
    const got = data?.what ?? difference.got;
    return changedSince(`volume ${quoteText(volume.name)}`, { ...difference, got });
  }
  return data === undefined ? volumeInTheWay(configured) : dataInTheWay(configured, data);
}

function nothingToReplace(where: string, name: string): AnnotationError {
  return new AnnotationError(
    `${where}: expected the pod to have a volume named ${quoteText(name)} to replace, or a mountPath here; got neither`,
  );
}

/** Returns what is in the way. */
function addMount(
  draft: PodDraft,
  { index, earlier }: Present,
  place: Place<Container>,
  wanted: VolumeMount,
): Conflict | undefined {
  const container = place.value;
  const mounted = index.listAt(container, wanted.mountPath);
  if (mounted.length === 0) {
    draft.append(place, 'volumeMounts', wanted);
    return undefined;
  }
  const added = earlier.volumes.has(wanted.name);
  for (const other of mounted) {
    const difference = findDifference(wanted, other, VOLUME_MOUNT, added);
    if (difference === undefined) continue;
    if (!added) return mountInTheWay(container.name, wanted.mountPath, other.name);
    const what = `what container ${quoteText(container.name)} has at ${shortLine(wanted.mountPath)}`;
    return changedSince(
      what,
      difference,
      mountInTheWay(container.name, wanted.mountPath, other.name).container,
    );
  }
  return undefined;
}
