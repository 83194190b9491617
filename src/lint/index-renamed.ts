import { shortLine } from '../bounds/quote-text.ts';
import type { KubernetesObject } from '../yaml/kubernetes-object.ts';

/** What to do about a missing object that seems to have got another name; undefined if none looks like that. */
export type ExplainRename = (kind: string, name: string) => string | undefined;

/**
 * Finds objects that kustomize may have renamed: with `namePrefix`, `nameSuffix`, or the hash of a generated ConfigMap or
 * Secret. It changes references to them, too, but not names in the text of an annotation (kustomize of kubectl 1.37).
 */
export function indexRenamed(objects: readonly KubernetesObject[]): (namespace: string) => ExplainRename {
  let index: ReadonlyMap<string, string> | undefined;
  return namespace => (kind, name) => {
    index ??= indexParts(objects);
    const renamed = index.get(`${kind} ${namespace}/${name}`);
    return renamed === undefined ? undefined : explain(name, renamed);
  };
}

/** Of two objects with one part, the first counts. */
function indexParts(objects: readonly KubernetesObject[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { kind, metadata } of objects) {
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    for (const part of listParts(metadata.name)) {
      const key = `${kind} ${metadata.namespace ?? 'default'}/${part}`;
      if (!index.has(key)) index.set(key, metadata.name);
    }
  }
  return index;
}

/** `node-0` of `prod-node-0-v1`, and every other that is whole words. A name of many words has too many. */
function listParts(name: string): string[] {
  const ends = [...name.matchAll(/[-.]|$/g)].map(({ index }) => index).slice(-MAX_WORDS);
  const starts = [0, ...ends.map(end => end + 1)];
  return starts.flatMap(start => ends.filter(end => end > start).map(end => name.slice(start, end)));
}

const MAX_WORDS = 12;

function explain(name: string, renamed: string): string {
  const { hash } = HASHED.exec(renamed)?.groups ?? {};
  const plain = hash === undefined ? renamed : renamed.slice(0, -hash.length);
  const remedies = [
    ...(hash === undefined ? [] : ['set disableNameSuffixHash: true for its generator']),
    ...(plain === name ? [] : [`have the annotation name it ${shortLine(plain)}`]),
  ];
  return `there is ${shortLine(renamed)}: kustomize renames objects, but not in an annotation's text; ${remedies.join(', and ')}`;
}

/** kustomize encodes ten hexadecimal digits so that no word comes out by chance. */
const HASHED = /(?<hash>-[bcdfghkmt2456789]{10})$/;
