import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { Pod } from './pod.ts';

/** What is known of the pods of a StatefulSet that were tried out, taken together. */
export class TriedPods {
  /** Names of containers that any pod has, and of volumes that any container mounts. Without patches, the template tells both. */
  readonly containers = new Set<string>();
  readonly mounted = new Set<string>();
  readonly #leftOut = new Map<string, number>();
  #count = 0;

  /** @param pod with its configuration. */
  add({ spec }: Pod, { patches, leftOut }: PodConfiguration): void {
    this.#count += 1;
    for (const { where } of leftOut) this.#leftOut.set(where, (this.#leftOut.get(where) ?? 0) + 1);
    if (patches.length === 0) return;
    for (const { name, volumeMounts } of [...(spec.initContainers ?? []), ...spec.containers]) {
      this.containers.add(name);
      for (const mount of volumeMounts ?? []) this.mounted.add(mount.name);
    }
  }

  get count(): number {
    return this.#count;
  }

  /** Whether no pod got the element that is there in the annotation, although there are pods. */
  areWithout(where: string): boolean {
    return this.#count > 0 && this.#leftOut.get(where) === this.#count;
  }
}
