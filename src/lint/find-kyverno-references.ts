import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { quoteText } from '../bounds/quote-text.ts';
import type { FoundObject, Path } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';

/**
 * Annotations in rules of Kyverno's policies whose expressions Kyverno takes for references of its own: it cannot resolve them
 * and denies the object that the rule is for.
 */
export function findKyvernoReferences(objects: readonly FoundObject[]): Finding[] {
  return objects.filter(isPolicy).flatMap(found =>
    listAnnotations(found.object['spec']).flatMap(({ path, text }) => {
      const mistake = findMistake(text);
      if (mistake === undefined) return [];
      const { message, at } = mistake;
      return [findingAt(found, 'warning', 'kyverno-reference', message, ['spec', ...path], at)];
    }),
  );
}

/** Its newer kinds, of group policies.kyverno.io, are written in CEL and have no such references. */
function isPolicy({ object: { apiVersion, kind } }: FoundObject): boolean {
  return apiVersion.startsWith('kyverno.io/') && ['ClusterPolicy', 'Policy'].includes(kind);
}

function findMistake(text: string): { readonly message: string; readonly at: number } | undefined {
  const reference = REFERENCE.exec(text);
  if (reference !== null) {
    const message = `Kyverno takes ${quoteText(reference[0])} for a reference of its own and denies the object; write \\$( for $(`;
    return { message, at: reference.index };
  }
  const kept = KEPT_BACKSLASH.exec(text);
  if (kept === null) return undefined;
  return { message: `Kyverno keeps the backslash of ${quoteText(kept[0])}; write $( there`, at: kept.index };
}

/**
 * What Kyverno 1.19.1 takes for one (pkg/engine/variables/regex): not after a backslash, with a closing parenthesis before
 * the next space. So `$(ordinal + 1)` is none, and with a backslash keeps it. An expression has at most 1,024 characters.
 */
const REFERENCE = /(?<!\\)\$\([^\n][^ )]{0,1024}\)+/;
const KEPT_BACKSLASH = /\\\$\((?![^\n][^ )]{0,1024}\))[^)\n]{0,1024}\)*/;

interface AnnotationText {
  readonly path: Path;
  readonly text: string;
}

/** A value in an object, and what it is in. */
interface Place {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent?: Place;
}

/** Without recursion: an object from a JSON file can be nested deeper than the stack. */
function listAnnotations(spec: unknown): AnnotationText[] {
  const texts: AnnotationText[] = [];
  const open: Place[] = [{ key: 'rules', value: Reflect.get(Object(spec), 'rules') }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { key, value } = place;
    if (typeof value === 'string' && isAnnotation(key, value))
      texts.push({ path: pathOf(place), text: value });
    if (value === null || typeof value !== 'object') continue;
    for (const [name, child] of Object.entries(value))
      open.push({ key: Array.isArray(value) ? Number(name) : name, value: child, parent: place });
  }
  return texts;
}

function pathOf(place: Place): Path {
  const path = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}

/** The key may have an anchor: `+(per-pod-config)`. JSON patches are a text. */
function isAnnotation(key: string | number, text: string): boolean {
  if (key === 'patchesJson6902') return text.includes(`/annotations/${ANNOTATION_KEY}`);
  return key === ANNOTATION_KEY || (typeof key === 'string' && key.endsWith(`(${ANNOTATION_KEY})`));
}
