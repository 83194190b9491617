import type { ReadStatefulSet } from '../admission/look-up.ts';
import type { KubernetesObject } from '../yaml/kubernetes-object.ts';

/** Finds StatefulSets among objects from files, in place of an API server. */
export function makeOfflineStatefulSetReader(objects: readonly KubernetesObject[]): ReadStatefulSet {
  const sets = new Map(objects.filter(object => object.kind === 'StatefulSet').map(set => [keyOf(set), set]));
  return async (namespace, { apiVersion, name, uid }) => {
    const set = sets.get(`${groupOf(apiVersion)} ${namespace}/${name}`);
    if (set === undefined) return undefined;
    // Only a cluster gives uids: a set from a file is whichever one the pod means.
    return { ...set, metadata: { ...set.metadata, uid: set.metadata.uid ?? uid } };
  };
}

function keyOf({ apiVersion, metadata }: KubernetesObject): string {
  return `${groupOf(apiVersion)} ${metadata.namespace ?? 'default'}/${metadata.name}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, apiVersion.lastIndexOf('/'));
}
