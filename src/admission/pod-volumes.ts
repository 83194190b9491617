import { cleanRelative } from '../annotation/clean-path.ts';
import type { Pod, VolumeMount } from './pod.ts';
import { type Kind, type ListKeys, readVolumeFiles, type VolumeFiles } from './volume-files.ts';

/** What the volumes of a pod show, read when it is asked for and once. */
export class PodVolumes {
  readonly #spec: Pod['spec'];
  readonly #listKeys: ListKeys;
  readonly #files = new Map<string, VolumeFiles | undefined>();
  #byName: ReadonlyMap<string, object> | undefined;
  #written: ReadonlySet<string> | undefined;

  constructor({ spec }: Pick<Pod, 'spec'>, listKeys: ListKeys) {
    this.#spec = spec;
    this.#listKeys = listKeys;
  }

  /** The files of a volume that holds configuration; undefined for any other. */
  filesOf(name: string): VolumeFiles | undefined {
    if (!this.#files.has(name)) {
      const volume = this.find(name);
      this.#files.set(name, volume && readVolumeFiles(volume, this.#listKeys));
    }
    return this.#files.get(name);
  }

  /** An emptyDir that no container of the pod can write to, nor the kubelet, which makes the folder of a subPath. */
  isAlwaysEmpty(name: string): boolean {
    const volume: Readonly<Record<string, unknown>> | undefined = { ...this.find(name) };
    return volume['emptyDir'] != null && !this.#listWritten().has(name);
  }

  /** What a mount can be: a file or a folder; undefined when only the node knows. */
  kindsOf({ name, subPath, subPathExpr }: VolumeMount): ReadonlySet<Kind> | undefined {
    const volume = this.find(name);
    if (volume === undefined || typeof subPathExpr === 'string') return undefined;
    const part = typeof subPath === 'string' ? cleanRelative(subPath) : '';
    if (part === '') return kindsOfWhole(volume);
    const kinds = this.filesOf(name)?.kindsAt(part);
    // The kubelet makes a folder of a subPath that does not exist.
    return kinds && new Set([...kinds].map(kind => (kind === 'nothing' ? 'folder' : kind)));
  }

  find(name: string): object | undefined {
    this.#byName ??= new Map((this.#spec.volumes ?? []).map(volume => [volume.name, volume]));
    return this.#byName.get(name);
  }

  #listWritten(): ReadonlySet<string> {
    this.#written ??= new Set(
      [...(this.#spec.initContainers ?? []), ...this.#spec.containers]
        .flatMap(({ volumeMounts }) => volumeMounts ?? [])
        .filter(
          ({ readOnly, subPath = '', subPathExpr }) =>
            readOnly !== true || subPath !== '' || subPathExpr !== undefined,
        )
        .map(({ name }) => name),
    );
    return this.#written;
  }
}

function kindsOfWhole(volume: object): ReadonlySet<Kind> | undefined {
  const { hostPath } = volume as Readonly<Record<string, unknown>>;
  if (hostPath == null) return FOLDER;
  const type = String(Object(hostPath).type ?? '');
  if (type === '') return undefined;
  return type.startsWith('Directory') ? FOLDER : FILE;
}

const FOLDER: ReadonlySet<Kind> = new Set(['folder']);
const FILE: ReadonlySet<Kind> = new Set(['file']);
