import { type FoundAnnotation, findAnnotation } from '../admission/find-annotation.ts';
import { isStatefulSetApi } from '../admission/owner.ts';
import { ReviewError } from '../admission/review-error.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { FoundObject, KubernetesObject } from '../yaml/kubernetes-object.ts';
import type { Problem } from '../yaml/problem.ts';
import { parseWrittenSet } from './parse-written-set.ts';

/** A StatefulSet from a file, whose shape has been checked. */
export interface FoundSet {
  readonly found: FoundObject;
  readonly set: StatefulSetObject;
  readonly namespace: string;
  readonly annotation: FoundAnnotation | undefined;
  /** Of the cluster that it is meant for. */
  readonly clusterDomain?: string | undefined;
}

/** Kubernetes' own, and OpenKruise's. */
export function isStatefulSet({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === 'StatefulSet' && isStatefulSetApi(apiVersion);
}

/** Checks the shape of a StatefulSet from a file. */
export function readSet(found: FoundObject): FoundSet | Problem {
  const mistake = findUnquoted(found);
  if (mistake !== undefined) return mistake;
  const { namespace = 'default', name } = found.object.metadata;
  try {
    const set = parseWrittenSet(found.object, `StatefulSet ${shortLine(name)}: object`);
    return { found, set, namespace, annotation: findAnnotation(set) };
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    return { file: found.file, ...found.locate(error.path), message: error.message };
  }
}

/** What everybody writes once: the annotation as YAML of its own, without the `|` that makes it a text. */
function findUnquoted(found: FoundObject): Problem | undefined {
  for (const prefix of [[], ['spec', 'template']]) {
    const path = [...prefix, 'metadata', 'annotations', ANNOTATION_KEY];
    const value = path.reduce((at: unknown, key) => Reflect.get(Object(at), key), found.object);
    if (value !== null && typeof value === 'object') {
      const message = `expected the annotation ${ANNOTATION_KEY} to be a text, got ${Array.isArray(value) ? 'a list' : 'a mapping'}: write "${ANNOTATION_KEY}: |" above it`;
      return { file: found.file, ...found.locate(path), message };
    }
  }
  return undefined;
}
