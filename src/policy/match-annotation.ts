import { printText } from './cel.ts';
import { ANNOTATIONS } from './match-pods.ts';

/** CEL about the annotation of a pod. */
export interface AnnotationMatch {
  /** Whether it counts for the pod at all. */
  readonly isThere: string;
  /** Whether it is the one that was exported. */
  readonly isCurrent: string;
}

/** @param onTemplate whether it is the pod's own, or its StatefulSet's: then the pod's own would win. */
export function matchAnnotation(text: string, onTemplate: boolean): AnnotationMatch {
  const annotations = onTemplate ? ANNOTATIONS : OF_SET;
  const isThere = `${KEY} in ${annotations}`;
  return {
    isThere: onTemplate ? isThere : `!(${KEY} in ${ANNOTATIONS}) && ${isThere}`,
    isCurrent: `${annotations}[?${KEY}].orValue("") == ${printText(text)}`,
  };
}

const KEY = '"per-pod-config"';
const OF_SET = 'params.metadata.?annotations.orValue({})';
