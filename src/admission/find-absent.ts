import type { Annotation } from '../annotation/annotation.ts';
import type { Mistakes } from '../annotation/mistakes.ts';
import { mistakeAt } from '../annotation/place.ts';
import { quoteText } from '../bounds/quote-text.ts';
import type { Pod } from './pod.ts';
import { describeUnknown, PodContainers } from './pod-containers.ts';

/** Finds what the annotation names in a pod that does not have it: containers, and volumes to replace. */
export function findAbsent({ volumes, env, envFrom }: Annotation, pod: Pod, mistakes: Mistakes): void {
  const containers = new PodContainers(pod);
  for (const { place, containers: names } of [...volumes, ...env, ...envFrom]) {
    if (names === undefined || containers.hasAny(names)) continue;
    mistakes.add(mistakeAt(place, describeUnknown(names, containers.names)));
  }
  const present = new Set((pod.spec.volumes ?? []).map(({ name }) => name));
  for (const { place, name, mountPath } of volumes) {
    if (mountPath !== undefined || present.has(name)) continue;
    mistakes.add(mistakeAt(place, describeAbsent(name)));
  }
}

function describeAbsent(name: string): string {
  return `expected the pod to have a volume named ${quoteText(name)} to replace, or a mountPath here; got neither`;
}
