import type { Container, Pod } from '../admission/pod.ts';

/** Init containers, sidecars included, come first. */
export function listContainers({ spec: { initContainers, containers } }: Pod): readonly Container[] {
  return [...(initContainers ?? []), ...containers];
}
