// LeaderWorkerSet makes a StatefulSet of the leaders and one for the workers of each leader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import { runInside } from '../../e2e/inside.ts';
import { apply, read } from '../../e2e/kubectl.ts';
import { useNamespace } from '../../e2e/namespace.ts';
import { assertMounted, waitForPod } from '../../e2e/pods.ts';
import { until } from '../../e2e/until.ts';
import { useLeaderWorkerSet } from './lws.ts';

const namespace = useNamespace('lws');
useLeaderWorkerSet();

const template = (annotation: string) => ({
  metadata: { annotations: { 'per-pod-config': annotation } },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'main',
        image: 'docker.io/library/busybox:1',
        imagePullPolicy: 'IfNotPresent',
        command: ['sleep', 'infinity'],
      },
    ],
  },
});

/** A volume for each pod, whose file says which pod it is. */
const whoAmI = JSON.stringify({
  volumes: [
    { mountPath: '/network/conf', configMap: 'node-$(ordinal)' },
    { mountPath: '/me', files: { set: '$(set)', ordinal: '$(ordinal)' } },
  ],
});

const readMe = (pod: string, file: string) => runInside({ namespace, pod }, 'cat', `/me/${file}`);

async function waitForGroup(...names: string[]): Promise<readonly V1Pod[]> {
  await until(`the pods are ${names}`, async () => {
    const { items } = await read<V1PodList>(namespace, 'pods');
    assert.deepEqual(items.map(({ metadata }) => metadata?.name).sort(), names);
  });
  return Promise.all(names.map(name => waitForPod(namespace, name)));
}

test('leaders and workers of a LeaderWorkerSet get the configuration of the StatefulSet that each belongs to', async () => {
  for (const ordinal of [0, 1, 2]) {
    const metadata = { name: `node-${ordinal}` };
    await apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { id: `${ordinal}` } });
  }
  await apply(namespace, {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      leaderWorkerTemplate: {
        size: 3,
        leaderTemplate: template(whoAmI),
        workerTemplate: template(whoAmI),
      },
    },
  });
  const pods = await waitForGroup('web-0', 'web-0-1', 'web-0-2', 'web-1', 'web-1-1', 'web-1-2');
  for (const pod of pods) assertMounted(pod, `node-${pod.metadata?.name?.replace(/.*-/, '')}`);
});

for (const [pod, set, ordinal] of [
  ['web-1', 'web', '1'],
  ['web-1-2', 'web-1', '2'],
] as const) {
  test(`${pod} is told that it is pod ${ordinal} of StatefulSet ${set}`, async () => {
    assert.deepEqual([await readMe(pod, 'set'), await readMe(pod, 'ordinal')], [set, ordinal]);
  });
}
