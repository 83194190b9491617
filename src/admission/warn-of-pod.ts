import type { Annotation } from '../annotation/annotation.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { Warning } from './list-warnings.ts';
import type { Pod } from './pod.ts';
import { TriedPods } from './tried-pods.ts';
import type { ListKeys } from './volume-files.ts';
import { warnOfCollidingFiles } from './warn-of-colliding-files.ts';
import { warnOfMounts } from './warn-of-mounts.ts';
import { warnOfRootFolders } from './warn-of-root-folders.ts';
import { warnOfToken } from './warn-of-token.ts';
import { warnOfUnreadable } from './warn-of-unreadable.ts';
import { warnOfWindowsPaths } from './warn-of-windows-paths.ts';

/** A warning about a volume of the annotation, by its name. */
export interface PodWarning extends Pick<Warning, 'code' | 'message'> {
  readonly volume: string;
}

/** Warnings about configured pods of one StatefulSet: each once for a volume, in the words of the first pod that has it. */
export class PodWarnings {
  /** All pods together. */
  readonly tried = new TriedPods();
  readonly #annotation: Annotation;
  readonly #listKeys: ListKeys;
  readonly #warnings = new Map<string, Warning>();

  constructor(annotation: Annotation, listKeys: ListKeys = () => undefined) {
    this.#annotation = annotation;
    this.#listKeys = listKeys;
  }

  add(pod: Pod, configuration: PodConfiguration): void {
    this.tried.add(pod, configuration);
    for (const { code, message, volume } of listPodWarnings(pod, configuration, this.#listKeys)) {
      const configured = configuration.volumes.find(one => one.volume.name === volume);
      const request = this.#annotation.volumes.find(({ where }) => where === configured?.where);
      const key = `${code} ${configured?.where ?? volume}`;
      if (this.#warnings.has(key)) continue;
      const at = request?.mountPath?.place.offsetAt(0);
      const where = request === undefined ? '' : `${request.where}: `;
      this.#warnings.set(key, { code, message: `${where}${message}`, ...(at === undefined ? {} : { at }) });
    }
  }

  list(): Warning[] {
    return [...this.#warnings.values()];
  }
}

function listPodWarnings(pod: Pod, configuration: PodConfiguration, listKeys: ListKeys): PodWarning[] {
  return [
    ...warnOfMounts(pod, configuration, listKeys),
    ...warnOfToken(pod, configuration),
    ...warnOfCollidingFiles(configuration, listKeys),
    ...warnOfUnreadable(pod, configuration),
    ...warnOfRootFolders(pod, configuration),
    ...warnOfWindowsPaths(pod, configuration),
  ];
}
