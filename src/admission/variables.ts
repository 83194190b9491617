import type { Annotation } from '../annotation/annotation.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import { MAX_PEERS } from '../bounds/bounds.ts';
import type { PodVariables } from '../expression/pod-variables.ts';
import { findStartFor, startingAt } from './find-start.ts';
import { listOrdinals } from './list-ordinals.ts';
import type { StatefulSet, Subject } from './look-up.ts';

/** Whether the annotation's expressions refer to what only the StatefulSet knows. */
export function needsWholeStatefulSet({ uses }: Annotation): boolean {
  return uses.has('replicas') || uses.has('peers') || uses.has('index');
}

/**
 * What expressions can refer to, for one pod.
 *
 * @param spec the StatefulSet's, where the annotation needs it.
 * @throws AnnotationError when there are more peers, or gaps between them, than can be listed.
 */
export function bindVariables(
  { pod, owner, namespace }: Subject,
  ordinal: number,
  annotation: Annotation,
  spec: Spec = {},
): PodVariables {
  refuseManyReserved(annotation, spec);
  const numbered = needsWholeStatefulSet(annotation) ? countFrom(owner, ordinal, spec) : spec;
  return {
    ordinal,
    // Not the place among the peers: that of a pod would change when another's ordinal is reserved.
    index: ordinal - (numbered.ordinals?.start ?? 0),
    pod: pod.metadata.name ?? '',
    set: owner.name,
    ns: namespace,
    service: pod.spec.subdomain ?? '',
    domain: DEFAULT_CLUSTER_DOMAIN,
    fqdn: '',
    replicas: spec.replicas ?? 1,
    ordinals: [],
    peers: annotation.uses.has('peers') ? listPeers(owner.name, numbered) : [],
    pods: [],
    labels: pod.metadata.labels ?? {},
    annotations: pod.metadata.annotations ?? {},
  };
}

/** @throws AnnotationError when there are more reserved ordinals than can be sorted for each pod, and that has to be. */
export function refuseManyReserved(annotation: Annotation, { reserveOrdinals }: Spec): void {
  if (!needsWholeStatefulSet(annotation)) return;
  refuseMany('reserved ordinals where replicas, peers or index is used', reserveOrdinals?.length ?? 0);
}

type Spec = NonNullable<StatefulSet['spec']>;

export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

function countFrom({ apiVersion }: Subject['owner'], ordinal: number, spec: Spec): Spec {
  return startingAt(spec, findStartFor(apiVersion, { spec }, ordinal));
}

function listPeers(set: string, spec: Spec): string[] {
  refuseMany('replicas where peers is used', spec.replicas ?? 1);
  return listOrdinals({ spec }).map(ordinal => `${set}-${ordinal}`);
}

function refuseMany(what: string, count: number): void {
  if (count > MAX_PEERS) throw new AnnotationError(`expected at most ${MAX_PEERS} ${what}, got ${count}`);
}
