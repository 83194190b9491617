import { printText } from './cel.ts';
import { ANNOTATIONS } from './match-pods.ts';

/** CEL about the annotation of a pod. */
export interface AnnotationMatch {
  /** Whether it counts for the pod at all. */
  readonly isThere: string;
  /** Whether it is the one that was exported. */
  readonly isCurrent: string;
}

/** @param onTemplate whether it is the pod's own, or its StatefulSet's: then the pod's own wins, which its template may have by now. */
export function matchAnnotation(text: string, onTemplate: boolean): AnnotationMatch {
  const own = `${KEY} in ${ANNOTATIONS}`;
  const ofSet = onTemplate ? '""' : `${OF_SET}[?${KEY}].orValue("")`;
  return {
    isThere: onTemplate ? own : `${own} || ${KEY} in ${OF_SET}`,
    isCurrent: `${ANNOTATIONS}[?${KEY}].orValue(${ofSet}) == ${printText(text)}`,
  };
}

const KEY = '"per-pod-config"';
const OF_SET = 'params.metadata.?annotations.orValue({})';
