/**
 * A pod as the API server has it when it calls webhooks: made by the StatefulSet controller, defaults filled
 * in, and each field that the controller has set named once more in `managedFields`.
 *
 * @param variables of all containers together. Up to 20 a container; what has none is a pod of one container.
 */
export function makePod(ordinal: number, variables: number, annotation: string | undefined): object {
  const count = Math.max(1, Math.ceil(variables / VARIABLES_EACH));
  const containers = Array.from({ length: count }, (_, index) =>
    makeContainer(index, Math.min(VARIABLES_EACH, variables - index * VARIABLES_EACH)),
  );
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: `web-${ordinal}`,
      generateName: 'web-',
      namespace: 'prod',
      uid: `7d7d3f0a-2d43-4a4c-9f7c-5a5b1d0a${String(ordinal).padStart(4, '0')}`,
      creationTimestamp: '2026-11-24T20:17:22Z',
      labels: {
        app: 'web',
        'apps.kubernetes.io/pod-index': String(ordinal),
        'controller-revision-hash': 'web-7c9f8d6b5',
        'statefulset.kubernetes.io/pod-name': `web-${ordinal}`,
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        ...(annotation === undefined ? {} : { 'per-pod-config': annotation }),
      },
      ownerReferences: [{ ...OWNER, controller: true, blockOwnerDeletion: true }],
      managedFields: [manage(containers)],
    },
    spec: makeSpec(ordinal, containers),
    status: { phase: 'Pending', qosClass: 'Burstable' },
  };
}

/** The StatefulSet of the pods. */
export const OWNER = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  name: 'web',
  uid: '9a1cb0f5-4f6c-4b0e-8f0a-6e5a3f1d2c3b',
};

const VARIABLES_EACH = 20;

function makeSpec(ordinal: number, containers: readonly Container[]): object {
  return {
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: `data-web-${ordinal}` } },
      {
        name: 'kube-api-access-x2x8d',
        projected: { sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }] },
      },
    ],
    containers,
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'web',
    hostname: `web-${ordinal}`,
    subdomain: 'web',
    securityContext: { runAsNonRoot: true, fsGroup: 1000 },
    schedulerName: 'default-scheduler',
    tolerations: [
      {
        key: 'node.kubernetes.io/not-ready',
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      },
    ],
  };
}

type Container = ReturnType<typeof makeContainer>;

function makeContainer(index: number, variables: number) {
  return {
    name: index === 0 ? 'server' : `sidecar-${index}`,
    image: 'registry.example.com/web/server:1.24.3',
    ports: [{ name: 'http', containerPort: 8080 + index, protocol: 'TCP' }],
    env: Array.from({ length: variables }, (_, number) => ({
      name: `SETTING_${index}_${number}`,
      value: `https://service-${number}.prod.svc.cluster.local:8443/v1`,
    })),
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    volumeMounts: [
      { name: 'data', mountPath: '/var/lib/web' },
      {
        name: 'kube-api-access-x2x8d',
        readOnly: true,
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
      },
    ],
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  };
}

/** As the API server notes who has set what: an object for each field, lists by the keys of their items. */
function manage(containers: readonly Container[]): object {
  const fields = containers.map(({ name, env }) => [
    `k:{"name":"${name}"}`,
    {
      '.': {},
      'f:image': {},
      'f:name': {},
      'f:resources': { '.': {}, 'f:limits': { 'f:memory': {} }, 'f:requests': { 'f:cpu': {} } },
      'f:env': Object.fromEntries(
        env.map(variable => [`k:{"name":"${variable.name}"}`, { '.': {}, 'f:name': {}, 'f:value': {} }]),
      ),
    },
  ]);
  return {
    manager: 'kube-controller-manager',
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-11-24T20:17:22Z',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': { 'f:containers': Object.fromEntries(fields), 'f:restartPolicy': {} } },
  };
}
