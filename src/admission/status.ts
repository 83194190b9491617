import type { ConfiguredVolume, Content, PodConfiguration } from '../annotation/pod-configuration.ts';
import { escapeControls } from '../bounds/escape-controls.ts';
import { hashPatches } from './hash-patches.ts';

/** The key of the annotation that says, on each pod, what was mounted. */
export const STATUS_ANNOTATION = 'per-pod-config/status';

/**
 * The value of the status annotation: JSON with the ordinal, each volume with what it shows and where, the
 * names of variables, and a hash of the annotation, by which to tell whether that has changed since.
 */
export function buildStatus({
  ordinal,
  volumes,
  env,
  envFrom,
  patches,
  annotationHash,
}: PodConfiguration): string {
  // JSON has no member for what is undefined.
  const json = JSON.stringify({
    ordinal,
    volumes: volumes.map(describeVolume),
    env: env.length === 0 ? undefined : env.map(({ variable }) => variable.name),
    envFrom: envFrom.length === 0 ? undefined : envFrom.map(({ content }) => content),
    patchesHash: hashPatches(patches),
    annotationHash,
  });
  return escapeControls(json);
}

function describeVolume({ volume, mount, contents }: ConfiguredVolume) {
  const [first] = contents;
  const shown: Content | { readonly sources: readonly Content[] } | undefined =
    contents.length === 1 ? first : { sources: contents };
  return { name: volume.name, mountPath: mount?.mountPath, ...shown };
}
