import type { StatefulSetObject } from '../admission/statefulset.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';

/** Where a StatefulSet carries the annotation. */
export type AnnotationPlace = 'template' | 'StatefulSet';

/** The annotation that the next pod would get its configuration by: the template's goes before the set's own. */
export function findAnnotationPlace({ metadata, spec }: StatefulSetObject): AnnotationPlace | undefined {
  if (spec.template.metadata?.annotations?.[ANNOTATION_KEY] !== undefined) return 'template';
  return metadata.annotations?.[ANNOTATION_KEY] === undefined ? undefined : 'StatefulSet';
}
