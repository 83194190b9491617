import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import type { StatefulSetObject } from './statefulset.ts';

/** The annotation that counts for the pods of a set, and where in it. */
export interface FoundAnnotation {
  readonly text: string;
  readonly path: readonly string[];
}

/** That of the template wins: it is the pods' own. */
export function findAnnotation({ metadata, spec }: StatefulSetObject): FoundAnnotation | undefined {
  const own = spec.template.metadata?.annotations?.[ANNOTATION_KEY];
  if (own !== undefined) return { text: own, path: ['spec', 'template', ...PATH] };
  const text = metadata.annotations?.[ANNOTATION_KEY];
  return text === undefined ? undefined : { text, path: PATH };
}

/** Whether either place has one, in an object whose shape has not been checked. A null is an empty text. */
export function isAnnotated(object: unknown): boolean {
  return [PATH, ['spec', 'template', ...PATH]].some(
    path => path.reduce((at: unknown, key) => Reflect.get(Object(at), key), object) !== undefined,
  );
}

const PATH = ['metadata', 'annotations', ANNOTATION_KEY] as const;
