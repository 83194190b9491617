import type { Annotation, Conditional, VolumeRequest } from '../annotation/annotation.ts';
import type { Receivers } from '../annotation/list-receivers.ts';
import type { Mistakes } from '../annotation/mistakes.ts';
import { mistakeAt, type Place } from '../annotation/place.ts';
import type { ConfiguredPatch, PodConfiguration } from '../annotation/pod-configuration.ts';
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
  findContainers([...volumes, ...env, ...envFrom], pod, patches, mistakes);
  const replaced = volumes.filter(({ mountPath }) => mountPath === undefined);
  if (replaced.length === 0) return;
  const present = new Set([
    ...(pod.spec.volumes ?? []).map(({ name }) => name),
    ...listAdded(patches, ['volumes']),
  ]);
  for (const { place, name } of replaced) {
    if (!present.has(name)) mistakes.add(mistakeAt(place, describeAbsent(name)));
  }
}

function findContainers(
  elements: readonly (Receivers & { readonly place: Place })[],
  pod: Pod,
  patches: readonly ConfiguredPatch[],
  mistakes: Mistakes,
): void {
  const naming = elements.filter(({ containers }) => containers !== undefined);
  if (naming.length === 0) return;
  const names = [...new PodContainers(pod).names, ...listAdded(patches, ['initContainers', 'containers'])];
  const known = new Set(names);
  for (const { place, containers = [] } of naming) {
    if (!containers.some(name => known.has(name)))
      mistakes.add(mistakeAt(place, describeUnknown(containers, names)));
  }
}

/** The elements that exist for the pod for certain. */
function chooseKnown(annotation: Annotation, configured: PodConfiguration | undefined) {
  if (configured?.leftOut.length === 0) return annotation;
  const { volumes, env, envFrom } = annotation;
  const gone = new Set(configured?.leftOut.map(({ where }) => where));
  const exists = ({ where, when }: Conditional & Pick<VolumeRequest, 'where'>) =>
    configured === undefined ? when === undefined : !gone.has(where);
  return { volumes: volumes.filter(exists), env: env.filter(exists), envFrom: envFrom.filter(exists) };
}

function describeAbsent(name: string): string {
  return `expected the pod to have a volume named ${quoteText(name)} to replace, or a mountPath here; got neither`;
}
