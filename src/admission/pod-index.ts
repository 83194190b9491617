import { cleanMountPath, type System } from '../annotation/clean-path.ts';
import type { Container, Pod, Volume } from './pod.ts';
import { systemOf } from './system-of.ts';

/** A volume, or a device, that a container has at a path. */
export interface Mounted {
  readonly name: string;
}

/**
 * What a pod had when it came, found without a search: it may have thousands of containers, mounts and volumes. What is
 * added since is not looked for: an annotation asks for no path twice in a container.
 */
export class PodIndex {
  readonly #spec: Pod['spec'];
  readonly #system: System;
  #volumes: Map<string, number> | undefined;
  #writers: ReadonlyMap<string, string> | undefined;
  #readers: ReadonlyMap<string, string> | undefined;
  readonly #mounts = new Map<Container, ReadonlyMap<unknown, readonly Mounted[]>>();

  constructor({ spec }: Pick<Pod, 'spec'>) {
    this.#spec = spec;
    this.#system = systemOf(spec);
  }

  /** The place in the list of the volume that has this name. */
  findVolume(name: string): number | undefined {
    this.#volumes ??= listVolumes(this.#spec.volumes ?? []);
    return this.#volumes.get(name);
  }

  /** The name of an init container, sidecars included, that can write to this volume. */
  findWriter(volume: string): string | undefined {
    this.#writers ??= listWriters(this.#spec.initContainers ?? []);
    return this.#writers.get(volume);
  }

  /** The name of a container that has variables of a file in this volume (`fileKeyRef`). */
  findReader(volume: string): string | undefined {
    this.#readers ??= listReaders([...(this.#spec.initContainers ?? []), ...this.#spec.containers]);
    return this.#readers.get(volume);
  }

  /** All that the container has at this path, however the path is written. */
  listAt(container: Container, path: string): readonly Mounted[] {
    const system = this.#system;
    const clean = cleanMountPath(path, system);
    const { volumeMounts, volumeDevices } = container;
    const count = (volumeMounts?.length ?? 0) + (volumeDevices?.length ?? 0);
    // To look at a few costs less than to index them.
    if (count > FEW) return this.#mountsOf(container).get(clean) ?? [];
    const found: Mounted[] = [];
    for (const mount of volumeMounts ?? [])
      if (cleanMountPath(mount.mountPath, system) === clean) found.push(mount);
    for (const device of volumeDevices ?? [])
      if (cleanMountPath(device.devicePath, system) === clean) found.push(device);
    return found;
  }

  #mountsOf(container: Container): ReadonlyMap<unknown, readonly Mounted[]> {
    const mounts = this.#mounts.get(container) ?? listMounts(container, this.#system);
    this.#mounts.set(container, mounts);
    return mounts;
  }
}

const FEW = 16;

function listMounts({ volumeMounts, volumeDevices }: Container, system: System): Map<unknown, Mounted[]> {
  const byPath = new Map<unknown, Mounted[]>();
  for (const mount of volumeMounts ?? []) note(byPath, cleanMountPath(mount.mountPath, system), mount);
  for (const device of volumeDevices ?? []) note(byPath, cleanMountPath(device.devicePath, system), device);
  return byPath;
}

function note(byPath: Map<unknown, Mounted[]>, path: string, mounted: Mounted): void {
  const others = byPath.get(path);
  if (others === undefined) byPath.set(path, [mounted]);
  else others.push(mounted);
}

function listVolumes(volumes: readonly Volume[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [index, { name }] of volumes.entries()) if (!places.has(name)) places.set(name, index);
  return places;
}

function listWriters(initContainers: readonly Container[]): Map<string, string> {
  const writers = new Map<string, string>();
  for (const { name: container, volumeMounts } of initContainers) {
    for (const { name, readOnly } of volumeMounts ?? []) {
      if (readOnly !== true && !writers.has(name)) writers.set(name, container);
    }
  }
  return writers;
}

function listReaders(containers: readonly Container[]): Map<string, string> {
  const readers = new Map<string, string>();
  for (const { name: container, env } of containers) {
    for (const { valueFrom } of env ?? []) {
      const volume: unknown = Object(Object(valueFrom).fileKeyRef).volumeName;
      if (typeof volume === 'string' && !readers.has(volume)) readers.set(volume, container);
    }
  }
  return readers;
}
