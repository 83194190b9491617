import type { Annotation, Conditional, VolumeRequest } from '../annotation/annotation.ts';
import type { Mistakes } from '../annotation/mistakes.ts';
import { mistakeAt } from '../annotation/place.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { listAdded } from './list-added.ts';
import type { Pod } from './pod.ts';
import { describeUnknown, PodContainers } from './pod-containers.ts';

/**
 * Finds what the annotation names in a pod that does not have it: containers, and volumes to replace. A patch may add both.
 *
 * @param configured undefined where the annotation has mistakes for this pod. Then less is known.
 */
export function findAbsent(
  annotation: Annotation,
  pod: Pod,
  configured: PodConfiguration | undefined,
  mistakes: Mistakes,
): void {
  if (configured === undefined && annotation.patches.length > 0) return;
  const { volumes, env, envFrom } = chooseKnown(annotation, configured);
  const patches = configured?.patches ?? [];
  const containers = new PodContainers(pod);
  const names = [...containers.names, ...listAdded(patches, ['initContainers', 'containers'])];
  const known = new Set(names);
  for (const { place, containers: named } of [...volumes, ...env, ...envFrom]) {
    if (named === undefined || named.some(name => known.has(name))) continue;
    mistakes.add(mistakeAt(place, describeUnknown(named, names)));
  }
  const present = new Set([
    ...(pod.spec.volumes ?? []).map(({ name }) => name),
    ...listAdded(patches, ['volumes']),
  ]);
  for (const { place, name } of volumes.filter(({ mountPath }) => mountPath === undefined)) {
    if (!present.has(name)) mistakes.add(mistakeAt(place, describeAbsent(name)));
  }
}

/** The elements that exist for the pod for certain. */
function chooseKnown({ volumes, env, envFrom }: Annotation, configured: PodConfiguration | undefined) {
  const gone = new Set(configured?.leftOut.map(({ where }) => where));
  const exists = ({ where, when }: Conditional & Pick<VolumeRequest, 'where'>) =>
    configured === undefined ? when === undefined : !gone.has(where);
  return { volumes: volumes.filter(exists), env: env.filter(exists), envFrom: envFrom.filter(exists) };
}

function describeAbsent(name: string): string {
  return `expected the pod to have a volume named ${quoteText(name)} to replace, or a mountPath here; got neither`;
}
