import { findAnnotation } from '../admission/find-annotation.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';

/** Where a StatefulSet carries the annotation that counts. */
export type AnnotationPlace = 'template' | 'StatefulSet';

/** Undefined where it is not annotated. */
export function findAnnotationPlace(set: StatefulSetObject): AnnotationPlace | undefined {
  const found = findAnnotation(set);
  if (found === undefined) return undefined;
  return found.path[0] === 'spec' ? 'template' : 'StatefulSet';
}
