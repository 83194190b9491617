import type { Pod } from './pod.ts';

/** The StatefulSet that a pod names as its controller owner. */
export interface StatefulSetReference {
  /** `apps/v1`, or a version of OpenKruise's StatefulSets, `apps.kruise.io/v1beta1`. */
  readonly apiVersion: string;
  readonly name: string;
  readonly uid: string;
}

/** The part of a pod that says whose it is. */
export interface Owned {
  readonly metadata: Pick<Pod['metadata'], 'ownerReferences'>;
}

/** The pod's controller owner when that is a StatefulSet. A pod has at most one controller owner. */
export function findStatefulSetOwner(pod: Owned): StatefulSetReference | undefined {
  const owner = pod.metadata.ownerReferences?.find(reference => reference.controller === true);
  if (owner?.kind !== 'StatefulSet' || !isStatefulSetApi(owner.apiVersion)) return undefined;
  return { apiVersion: owner.apiVersion, name: owner.name, uid: owner.uid };
}

/** Kubernetes' own StatefulSets, and OpenKruise's, which name their pods in the same way. */
export function isStatefulSetApi(apiVersion: string): boolean {
  return /^apps(\.kruise\.io)?\/v[0-9a-z]+$/.test(apiVersion);
}

/** OpenKruise's own. */
export function isKruiseApi(apiVersion: string): boolean {
  return apiVersion.startsWith('apps.kruise.io/');
}
