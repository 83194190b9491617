import { ANNOTATION_KEY, type Annotation } from '../annotation/annotation.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import { MAX_PEERS } from '../bounds/bounds.ts';
import type { PodVariables } from '../expression/pod-variables.ts';
import { cameWith, hasManagers } from './came-with.ts';
import { type NamedWithin, nameFully, refuseNameless } from './dns-names.ts';
import { readEarlier } from './earlier.ts';
import { findStartFor, startingAt } from './find-start.ts';
import { listOrdinals } from './list-ordinals.ts';
import type { StatefulSet, Subject } from './look-up.ts';
import type { Pod } from './pod.ts';
import { restore } from './replaced-metadata.ts';
import { LISTING_VARIABLES, SCALED_VARIABLES } from './scaled-variables.ts';

/** What nearly every cluster has, and kubeadm by default. */
export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';

/** Whether the annotation's expressions refer to what only the StatefulSet knows. */
export function needsWholeStatefulSet({ uses }: Annotation): boolean {
  return NEEDING_SET.some(name => uses.has(name));
}

const NEEDING_SET = ['index', ...SCALED_VARIABLES] as const;

/**
 * What expressions can refer to, for one pod.
 *
 * @param spec the StatefulSet's, where the annotation needs it.
 * @throws AnnotationError when there are more peers, or gaps between them, than can be listed, or names that pods don't have.
 */
export function bindVariables(
  { pod, owner, namespace: ns, clusterDomain: domain = DEFAULT_CLUSTER_DOMAIN }: Subject,
  ordinal: number,
  annotation: Annotation,
  spec: Spec = {},
): PodVariables {
  const { name = '' } = pod.metadata;
  const service = pod.spec.subdomain ?? '';
  refuseManyReserved(annotation, spec);
  refuseNameless(annotation, owner.name, service);
  const numbered = needsWholeStatefulSet(annotation) ? countFrom(owner, ordinal, spec) : spec;
  const within = { service, ns, domain };
  const { ordinals, peers, pods } = listReplicas(annotation, owner.name, numbered, within);
  const { labels, annotations } = readMetadata(pod, ordinal, annotation);
  return {
    ordinal,
    // Not the place among the peers: that of a pod would change when another's ordinal is reserved.
    index: ordinal - (numbered.ordinals?.start ?? 0),
    pod: name,
    set: owner.name,
    ns,
    service,
    domain,
    fqdn: nameFully(name, within),
    replicas: spec.replicas ?? 1,
    ordinals,
    peers,
    pods,
    labels,
    annotations,
  };
}

/** @throws AnnotationError when there are more reserved ordinals than can be sorted for each pod, and that has to be. */
export function refuseManyReserved(annotation: Annotation, { reserveOrdinals }: Spec): void {
  if (!needsWholeStatefulSet(annotation)) return;
  const used = NEEDING_SET.filter(name => annotation.uses.has(name)).join(' and ');
  refuseMany(`reserved ordinals where the annotation uses ${used}`, reserveOrdinals?.length ?? 0);
}

type Spec = NonNullable<StatefulSet['spec']>;

function countFrom({ apiVersion }: Subject['owner'], ordinal: number, spec: Spec): Spec {
  return startingAt(spec, findStartFor(apiVersion, { spec }, ordinal));
}

/** What lists all pods of the set, as far as it is used: there may be thousands. */
function listReplicas(
  { uses }: Annotation,
  set: string,
  spec: Spec,
  within: NamedWithin,
): Pick<PodVariables, (typeof LISTING_VARIABLES)[number]> {
  if (!LISTING_VARIABLES.some(name => uses.has(name))) return NO_REPLICAS;
  const used = LISTING_VARIABLES.filter(name => uses.has(name));
  refuseMany(`replicas where the annotation uses ${used.join(' and ')}`, spec.replicas ?? 1);
  const ordinals = listOrdinals({ spec });
  const toReplica = (ordinal: number) => {
    const name = `${set}-${ordinal}`;
    return { ordinal, name, fqdn: nameFully(name, within) };
  };
  return {
    ordinals,
    peers: uses.has('peers') ? ordinals.map(ordinal => `${set}-${ordinal}`) : [],
    pods: uses.has('pods') ? ordinals.map(toReplica) : [],
  };
}

const NO_REPLICAS = { ordinals: [], peers: [], pods: [] };

/** As they were before the patches: a second call must give the same values. */
function readMetadata(
  pod: Pod,
  ordinal: number,
  { uses, hash }: Annotation,
): Pick<PodVariables, 'labels' | 'annotations'> {
  const { labels, annotations } = pod.metadata;
  if (!uses.has('labels') && !uses.has('annotations')) return { labels: labels ?? {}, annotations: {} };
  const { replaced } = readEarlier(pod, { ordinal, annotationHash: hash });
  return {
    labels: restore(labels ?? {}, replaced?.labels),
    annotations: uses.has('annotations')
      ? listForeign(restore(annotations ?? {}, replaced?.annotations), pod)
      : {},
  };
}

/**
 * Without our own, and without those that other webhooks have added: neither are there in a first call for certain, and a second
 * one must give the same values.
 */
function listForeign(
  annotations: Readonly<Record<string, string>>,
  pod: Pod,
): Readonly<Record<string, string>> {
  const isOurs = (key: string) => key === ANNOTATION_KEY || key.startsWith(`${ANNOTATION_KEY}/`);
  const came = hasManagers(pod) ? (key: string) => cameWith(pod, key) : () => true;
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !isOurs(key) && came(key)));
}

function refuseMany(what: string, count: number): void {
  if (count > MAX_PEERS) throw new AnnotationError(`expected at most ${MAX_PEERS} ${what}, got ${count}`);
}
