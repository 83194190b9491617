import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { FoundObject, KubernetesObject } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';

/**
 * Annotations that Flux changes before it applies them, where a Kustomization of Flux that substitutes variables is among the
 * inputs. Flux replaces `$$` with `$`, so `$$(` becomes an expression, and `${NAME…}` with a variable's value or nothing; it
 * leaves `$(` alone. (Run with github.com/fluxcd/pkg/kustomize 1.41.0.) A variable that a Kustomization defines is meant
 * for Flux, as `$${` is.
 */
export function findSubstituted(objects: readonly FoundObject[], sets: readonly FoundSet[]): Finding[] {
  const kustomizations = objects.map(({ object }) => object).filter(substitutes);
  const [first] = kustomizations;
  if (first === undefined) return [];
  const known = new Set(kustomizations.flatMap(object => Object.keys(postBuildOf(object).substitute)));
  const moreKnown = kustomizations.some(object => postBuildOf(object).from.length > 0);
  return sets.flatMap(({ found, annotation }) => {
    if (annotation === undefined || isExcluded(found.object)) return [];
    const changed = findChanged(annotation.text, name => known.has(name), moreKnown);
    if (changed === undefined) return [];
    const message = describe(changed.text, first);
    return [findingAt(found, 'warning', 'flux-substitution', message, annotation.path, changed.at)];
  });
}

function substitutes(object: KubernetesObject): boolean {
  if (object.kind !== 'Kustomization' || !object.apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'))
    return false;
  const { substitute, from } = postBuildOf(object);
  return Object.keys(substitute).length > 0 || from.length > 0;
}

function postBuildOf({ spec }: KubernetesObject): { substitute: object; from: readonly unknown[] } {
  const { postBuild }: Record<string, unknown> = { ...Object(spec) };
  const { substitute, substituteFrom }: Record<string, unknown> = { ...Object(postBuild) };
  return { substitute: Object(substitute), from: Array.isArray(substituteFrom) ? substituteFrom : [] };
}

/** Flux looks for it in both places. */
function isExcluded({ metadata }: KubernetesObject): boolean {
  return [Reflect.get(metadata, 'labels'), metadata.annotations].some(
    texts => Reflect.get(Object(texts), SUBSTITUTE) === 'disabled',
  );
}

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** @param moreKnown whether there are variables whose names are not among the inputs: then `${NAME}` may be one. */
function findChanged(
  text: string,
  isKnown: (name: string) => boolean,
  moreKnown: boolean,
): { readonly text: string; readonly at: number } | undefined {
  for (const { 0: match, index, groups } of text.matchAll(
    /\$\$\{?|\$\{(?<name>\w*)(?<operation>[^}]*)\}?/g,
  )) {
    const { name = '', operation = '' } = groups ?? {};
    if (match === '$${' || isKnown(name) || (moreKnown && name !== '' && operation === '')) continue;
    return { text: match, at: index };
  }
  return undefined;
}

function describe(changed: string, { metadata }: KubernetesObject): string {
  const result =
    changed === '$$' ? '"$$" with "$"' : `${quoteText(changed)} with the value of a variable, or nothing`;
  const name = `${shortLine(metadata.namespace ?? 'default')}/${shortLine(metadata.name)}`;
  return (
    `Flux replaces ${result} before it applies the annotation (spec.postBuild of Kustomization ${name}); ` +
    `to keep the text, annotate the StatefulSet with ${SUBSTITUTE}: disabled`
  );
}
