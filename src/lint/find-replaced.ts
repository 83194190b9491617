import { listConfiguredContents } from '../annotation/list-configured-contents.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import type { FoundObject } from '../yaml/kubernetes-object.ts';
import { keyOf, listUsed, type TriedSet, textOf } from './find-orphans.ts';
import { type Finding, findingAt } from './finding.ts';

/**
 * Annotations whose `$(ordinal)` something replaced before they came here: all pods get the same object, while there is one for
 * each of several pods by its side that nothing uses. `vars` of kustomize replace `$(NAME)` in annotations, and so does a shell in
 * a here-document.
 */
export function findReplaced(objects: readonly FoundObject[], tried: readonly TriedSet[]): Finding[] {
  const several = tried.filter(({ pods }) => pods.length > 1);
  if (several.length === 0) return [];
  const used = new Set(tried.flatMap(({ pods }) => pods.flatMap(listUsed)));
  const unused = new Set(objects.map(({ object }) => keyOf(object)).filter(key => !used.has(key)));
  const others = textOf(objects);
  const isUnused = (key: string) =>
    unused.has(key) && !others.includes(JSON.stringify(key.slice(key.indexOf('/') + 1)));
  return several.flatMap(one => findIn(one, isUnused));
}

function findIn({ set, pods }: TriedSet, isUnused: (key: string) => boolean): Finding[] {
  const { annotation, found, namespace } = set;
  if (annotation === undefined) return [];
  return listConstant(pods).flatMap(({ kind, name }) => {
    const siblings = listSiblings(name, pods).find(names =>
      names.every(one => isUnused(`${kind} ${namespace}/${one}`)),
    );
    if (siblings === undefined) return [];
    const message = `every pod gets ${kind} ${shortLine(name)}, and none ${listNames(siblings)}; if the annotation had $(ordinal), something replaced it: vars of kustomize, or a shell`;
    return [findingAt(found, 'warning', 'replaced-expression', message, annotation.path)];
  });
}

/** What the other pods would get if a word of the name, or a number in it, were the ordinal; for each of these. */
function listSiblings(name: string, pods: readonly PodPreview[]): string[][] {
  const places = [...name.matchAll(/\d+/g), ...name.matchAll(/[a-z0-9]+/g)].slice(0, MAX_PLACES);
  return places.map(({ 0: { length }, index }) =>
    pods
      .map(({ ordinal }) => `${name.slice(0, index)}${ordinal}${name.slice(index + length)}`)
      .filter(one => one !== name),
  );
}

const MAX_PLACES = 24;

interface Named {
  readonly kind: string;
  readonly name: string;
}

/** What the annotation gives every pod alike. */
function listConstant(pods: readonly PodPreview[]): Named[] {
  const [first = [], ...others] = pods.map(listNamed);
  return first.filter(({ kind, name }) =>
    others.every(named => named.some(one => one.kind === kind && one.name === name)),
  );
}

function listNamed({ decision }: PodPreview): Named[] {
  if (decision.outcome !== 'mount') return [];
  return listConfiguredContents(decision.configuration).flatMap(content => {
    if ('configMap' in content) return [{ kind: 'ConfigMap', name: content.configMap }];
    return 'secret' in content ? [{ kind: 'Secret', name: content.secret }] : [];
  });
}
