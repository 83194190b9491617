/**
 * The field by which a patch finds an element of a list: `patchMergeKey` of k8s.io/api/core/v1, which the OpenAPI has as
 * `x-kubernetes-patch-merge-key`. A list that is neither here nor below is replaced as a whole.
 *
 * They are not the keys of server-side apply (`x-kubernetes-list-map-keys`): those tell ports by protocol, too, and spread constraints by
 * `whenUnsatisfiable`.
 */
export const MERGE_KEYS: ReadonlyMap<string, string> = new Map([
  ['Container.env', 'name'],
  ['Container.ports', 'containerPort'],
  ['Container.volumeDevices', 'devicePath'],
  ['Container.volumeMounts', 'mountPath'],
  ['EphemeralContainer.env', 'name'],
  ['EphemeralContainer.ports', 'containerPort'],
  ['EphemeralContainer.volumeDevices', 'devicePath'],
  ['EphemeralContainer.volumeMounts', 'mountPath'],
  ['ObjectMeta.ownerReferences', 'uid'],
  ['PodSpec.containers', 'name'],
  ['PodSpec.ephemeralContainers', 'name'],
  ['PodSpec.hostAliases', 'ip'],
  ['PodSpec.imagePullSecrets', 'name'],
  ['PodSpec.initContainers', 'name'],
  ['PodSpec.resourceClaims', 'name'],
  ['PodSpec.schedulingGates', 'name'],
  ['PodSpec.topologySpreadConstraints', 'topologyKey'],
  ['PodSpec.volumes', 'name'],
]);

/** Lists of texts to which a patch adds: `patchStrategy: merge` without a key. */
export const MERGED_TEXTS: ReadonlySet<string> = new Set(['ObjectMeta.finalizers']);
