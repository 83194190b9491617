import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply, kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { readPods, waitForStatefulSet } from './pods.ts';
import { until } from './until.ts';

const namespace = useNamespace('peers');

const ANNOTATION = `env:
- {name: PEERS, value: '$(peers.join(","))'}
- {name: ORDINALS, value: '$(ordinals.map(o, string(o)).join(","))'}
- {name: PODS, value: '$(pods.map(p, p.name + "=" + p.fqdn).join(","))'}
- {name: FQDN, value: $(fqdn)}
`;

const SET = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    replicas: 0,
    podManagementPolicy: 'Parallel',
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: {
        labels: { app: 'web' },
        annotations: { 'per-pod-config': ANNOTATION },
      },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'server',
            image: 'docker.io/library/busybox:1',
            imagePullPolicy: 'IfNotPresent',
            command: ['sleep', '3600'],
          },
        ],
      },
    },
  },
};

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { app: 'web' } },
};

const scale = (replicas: number) =>
  kubectl(['scale', 'statefulset/web', '-n', namespace, `--replicas=${replicas}`]);

/** What each pod was told of all of them. */
async function readPeers(variable = 'PEERS'): Promise<Map<string, readonly string[]>> {
  const pods = await readPods(namespace, 'web');
  return new Map(
    pods.map(({ metadata, spec }) => [
      metadata?.name ?? '',
      (spec?.containers[0]?.env?.find(({ name }) => name === variable)?.value ?? '').split(','),
    ]),
  );
}

test('no pod is missing from its own peers, however often the StatefulSet is scaled at once', async () => {
  await apply(namespace, SET);
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([8, 2, 6, 4].map(scale));
    await scale(8);
    await until('all pods are there', async () => assert.equal((await readPeers()).size, 8), 60);
    for (const [pod, peers] of await readPeers()) assert.ok(peers.includes(pod), `${pod}: ${peers}`);
    await scale(0);
    await until('no pod is there', async () => assert.equal((await readPeers()).size, 0), 60);
  }
  await scale(2);
  await waitForStatefulSet(namespace, 'web');
});

test("pods are named in the cluster's domain, which the webhook finds in its own pod", async () => {
  const nameOf = (pod: string) => `${pod}.web.${namespace}.svc.cluster.local`;
  const pods = ['web-0', 'web-1'];
  for (const pod of pods) {
    assert.deepEqual((await readPeers('ORDINALS')).get(pod), ['0', '1']);
    assert.deepEqual((await readPeers('FQDN')).get(pod), [nameOf(pod)]);
    const named = pods.map(name => `${name}=${nameOf(name)}`);
    assert.deepEqual((await readPeers('PODS')).get(pod), named);
  }
  await apply(namespace, SERVICE);
  const resolve = () => kubectl(['exec', '-n', namespace, 'web-1', '--', 'nslookup', nameOf('web-0')]);
  const [first] = (await readPods(namespace, 'web')).filter(({ metadata }) => metadata?.name === 'web-0');
  const address = first?.status?.podIP ?? assert.fail('web-0 has no address');
  await until('the DNS knows the name', async () => assert.ok((await resolve()).includes(address)), 60);
  const log = await kubectl(['logs', '-n', 'per-pod-config', 'deployment/per-pod-config', '--tail=-1']);
  const [, found] =
    /"clusterDomain":"cluster.local","clusterDomainFrom":"([^"]*)".*"listening"/.exec(log) ?? [];
  assert.equal(found, '/etc/resolv.conf');
});

test('a pod that is asked for beyond the replicas is denied, and what comes next is said', async () => {
  const [web] = (await readPods(namespace, 'web')).filter(({ metadata }) => metadata?.name === 'web-1');
  const { ownerReferences, annotations, labels } = web?.metadata ?? {};
  const metadata = {
    name: 'web-5',
    namespace,
    ownerReferences,
    annotations: { 'per-pod-config': annotations?.['per-pod-config'] },
    labels: { ...labels, 'apps.kubernetes.io/pod-index': '5', 'statefulset.kubernetes.io/pod-name': 'web-5' },
  };
  const { containers } = SET.spec.template.spec;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } };
  await assert.rejects(
    apply(namespace, pod),
    /surplus: pod "web-5" is not among the pods of StatefulSet web, which has 2 replicas by now/,
  );
});
