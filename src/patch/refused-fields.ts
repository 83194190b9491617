/** By the path of an object, why it cannot be deleted or replaced as a whole. */
export const WHOLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': 'the pod cannot be replaced: its name and owner would go, too; write single fields',
    metadata:
      'it cannot be replaced: the name and the owner of the pod would go, too; write single labels and annotations',
    'metadata.labels':
      'they cannot be replaced: those by which the StatefulSet finds its pods would go, too; delete single labels with null, as in `role: null`',
    'metadata.annotations':
      'they cannot be replaced: those of per-pod-config would go, too; delete single annotations with null',
    spec: 'it cannot be replaced: what identifies the pod would go, too; write single fields',
  }),
);

const IDENTITY = 'it is part of the identity that the StatefulSet gives its pods: leave it out of the patch';
const OF_SERVER = 'the API server or a controller writes it: leave it out of the patch';

/** What is not here may be patched: labels, annotations, finalizers. */
export const REFUSED_METADATA: ReadonlyMap<string, string> = new Map(
  Object.entries({
    name: IDENTITY,
    namespace: IDENTITY,
    generateName: IDENTITY,
    ownerReferences: IDENTITY,
    uid: OF_SERVER,
    resourceVersion: OF_SERVER,
    generation: OF_SERVER,
    creationTimestamp: OF_SERVER,
    deletionTimestamp: OF_SERVER,
    deletionGracePeriodSeconds: OF_SERVER,
    managedFields: OF_SERVER,
    selfLink: OF_SERVER,
  }),
);

/** Of labels and annotations. Those that the set's selector uses are not known here. */
export const REFUSED_KEYS: readonly {
  readonly of: string;
  readonly keys: RegExp;
  readonly reason: string;
}[] = [
  {
    of: 'labels',
    keys: /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|(?:apps\.kruise\.io\/)?controller-revision-hash)$/,
    reason:
      'the StatefulSet controller finds its pods by it, and deletes or relabels those that differ: use a label of your own',
  },
  {
    of: 'labels',
    keys: /^(?:lifecycle\.)?apps\.kruise\.io\//,
    reason: 'OpenKruise keeps the state of a pod in it: use a label of your own',
  },
  {
    of: 'annotations',
    keys: /^per-pod-config(?:\/|$)/,
    reason: 'per-pod-config writes and reads it: use an annotation of your own',
  },
];

const EPHEMERAL =
  'ephemeral containers are added to running pods only, with `kubectl debug`: leave them out of the patch';
const SERVICE_ACCOUNT =
  'it says who the pod is to the API server, and whoever may write the annotation could take the permissions of another account: set it in the pod template';
const PRIORITY = 'the API server computes it from the priority class: set priorityClassName';

export const REFUSED_SPEC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hostname: IDENTITY,
    hostnameOverride: IDENTITY,
    subdomain: IDENTITY,
    serviceAccountName: SERVICE_ACCOUNT,
    serviceAccount: SERVICE_ACCOUNT,
    nodeName:
      'it bypasses the scheduler, which checks resources, taints, and volumes: use nodeSelector or affinity',
    ephemeralContainers: EPHEMERAL,
    priority: PRIORITY,
    preemptionPolicy: PRIORITY,
    overhead: 'the API server computes it from the runtime class: set runtimeClassName',
    persistentVolumeClaim:
      'the StatefulSet controller connects pods with their claims: use volumeClaimTemplates, or an ephemeral volume',
  }),
);
