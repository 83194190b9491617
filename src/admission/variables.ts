import type { Annotation } from '../annotation/annotation.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodVariables } from '../annotation/expression/pod-variables.ts';
import { MAX_PEERS } from '../bounds/bounds.ts';
import type { StatefulSet, Subject } from './look-up.ts';

/** Whether the annotation's expressions refer to what only the StatefulSet knows. */
export function needsWholeStatefulSet({ variables }: Annotation): boolean {
  return variables.has('replicas') || variables.has('peers') || variables.has('index');
}

/**
 * What expressions can refer to, for one pod.
 *
 * @param spec the StatefulSet's, where the annotation needs it.
 * @throws AnnotationError when there are more peers than can be listed.
 */
export function bindVariables(
  { pod, owner, namespace }: Subject,
  ordinal: number,
  { variables }: Annotation,
  spec: StatefulSet['spec'] = {},
): PodVariables {
  const { replicas = 1, ordinals: { start = 0 } = {} } = spec;
  return {
    ordinal,
    index: ordinal - start,
    pod: pod.metadata.name ?? '',
    set: owner.name,
    ns: namespace,
    service: pod.spec.subdomain ?? '',
    replicas,
    peers: variables.has('peers') ? listPeers(owner.name, start, replicas) : [],
    labels: pod.metadata.labels ?? {},
  };
}

function listPeers(set: string, start: number, replicas: number): string[] {
  if (replicas > MAX_PEERS) {
    throw new AnnotationError(`expected at most ${MAX_PEERS} replicas where peers is used, got ${replicas}`);
  }
  return Array.from({ length: replicas }, (_, index) => `${set}-${start + index}`);
}
