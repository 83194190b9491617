import type { RawContainer, RawPod } from '../apply-independently.ts';

/**
 * Adds what Istio's injection adds: an init container that sets up the network and a native sidecar, in front of the pod's own
 * init containers, with volumes and variables of the sidecar. Shape: `injection-template.yaml` of istio.io/istio,
 * eed52ebb66ad (between 1.30 and 1.31).
 */
export function injectMesh(pod: RawPod): RawPod {
  const injected = structuredClone(pod);
  injected.spec.initContainers = [...makeContainers(), ...(injected.spec.initContainers ?? [])];
  injected.spec.volumes = [...VOLUMES, ...(injected.spec.volumes ?? [])];
  return injected;
}

const fieldRef = (fieldPath: string) => ({ valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } });

function makeContainers(): RawContainer[] {
  return [
    {
      name: 'istio-init',
      image: 'istio/proxyv2:1.31.0',
      args: ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT'],
      securityContext: { runAsUser: 0, capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] } },
    },
    {
      name: 'istio-proxy',
      image: 'istio/proxyv2:1.31.0',
      restartPolicy: 'Always',
      args: ['proxy', 'sidecar', '--domain', '$(POD_NAMESPACE).svc.cluster.local'],
      env: [
        { name: 'CA_ADDR', value: 'istiod.istio-system.svc:15012' },
        { name: 'POD_NAME', ...fieldRef('metadata.name') },
        { name: 'POD_NAMESPACE', ...fieldRef('metadata.namespace') },
        { name: 'ISTIO_META_APP_CONTAINERS', value: 'server' },
      ],
      volumeMounts: MOUNTS,
    },
  ];
}

const VOLUMES = [
  { name: 'workload-socket', emptyDir: {} },
  { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
  { name: 'istio-data', emptyDir: {} },
  {
    name: 'istio-podinfo',
    downwardAPI: { items: [{ path: 'labels', ...fieldRef('metadata.labels').valueFrom }] },
  },
  { name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert' } },
];

const MOUNTS = [
  { name: 'workload-socket', mountPath: '/var/run/secrets/workload-spiffe-uds' },
  { name: 'istio-envoy', mountPath: '/etc/istio/proxy' },
  { name: 'istio-data', mountPath: '/var/lib/istio/data' },
  { name: 'istio-podinfo', mountPath: '/etc/istio/pod' },
  { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
];
