import type {
  ConfiguredVolume,
  Content,
  LeftOut,
  PodConfiguration,
} from '../annotation/pod-configuration.ts';
import { MAX_QUOTED_LENGTH, MAX_STATUS_LIST_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeControls } from '../bounds/escape-controls.ts';
import { hashPatches } from './hash-patches.ts';
import type { ReplacedMetadata } from './replaced-metadata.ts';

/** The key of the annotation that says, on each pod, what was mounted. */
export const STATUS_ANNOTATION = 'per-pod-config/status';

/**
 * The value of the status annotation: JSON with the ordinal, each volume with what it shows and where, the
 * names of variables, the fields that patches have changed, what was left out, and a hash of the annotation, by which to tell
 * whether that has changed since.
 *
 * @param patched as `listChanged` names them.
 */
export function buildStatus(
  { ordinal, volumes, env, envFrom, patches, leftOut, annotationHash }: PodConfiguration,
  patched: readonly string[] = [],
  replaced?: ReplacedMetadata,
): string {
  // JSON has no member for what is undefined.
  const json = JSON.stringify({
    ordinal,
    volumes: volumes.map(describeVolume),
    env: env.length === 0 ? undefined : env.map(({ variable }) => variable.name),
    envFrom: envFrom.length === 0 ? undefined : envFrom.map(({ content }) => content),
    ...(patches.length + patched.length === 0 ? undefined : describePatches(patches, patched, replaced)),
    leftOut: leftOut.length === 0 ? undefined : listLeftOut(leftOut),
    annotationHash,
  });
  return escapeControls(json);
}

function describePatches(
  patches: PodConfiguration['patches'],
  patched: readonly string[],
  replaced: ReplacedMetadata | undefined,
) {
  return {
    patched: patched.length === 0 ? undefined : cutList(patched, text => text.length, describeMore),
    patchesHash: hashPatches(patches),
    replaced,
  };
}

function describeVolume({ volume, mount, contents }: ConfiguredVolume) {
  const [first] = contents;
  const shown: Content | { readonly sources: readonly Content[] } | undefined =
    contents.length === 1 ? first : { sources: contents };
  return { name: volume.name, mountPath: mount?.mountPath, ...shown };
}

function listLeftOut(leftOut: readonly LeftOut[]): LeftOut[] {
  const short = leftOut.map(({ where, when }) => ({ where, when: cutText(when, MAX_QUOTED_LENGTH) }));
  return cutList(
    short,
    ({ where, when }) => where.length + when.length,
    count => ({ where: describeMore(count), when: '' }),
  );
}

/** The first items of a list, and last how many more there are: that there are many is no reason to deny the pod. */
function cutList<T>(items: readonly T[], measure: (item: T) => number, describe: (more: number) => T): T[] {
  let length = 0;
  const end = items.findIndex(item => {
    length += measure(item);
    return length > MAX_STATUS_LIST_LENGTH;
  });
  return end === -1 ? [...items] : [...items.slice(0, end), describe(items.length - end)];
}

function describeMore(count: number): string {
  return `and ${count} more`;
}
