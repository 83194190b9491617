// The updater evicts pods whose resources are not as recommended; the admission controller changes those of the new ones, after
// our webhook was called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInside } from '../../e2e/inside.ts';
import { apply, kubectl } from '../../e2e/kubectl.ts';
import { useNamespace } from '../../e2e/namespace.ts';
import { assertMounted, readPods, waitForStatefulSet } from '../../e2e/pods.ts';
import { until } from '../../e2e/until.ts';
import { useVerticalPodAutoscaler } from './vpa.ts';

const namespace = useNamespace('vpa');
useVerticalPodAutoscaler();

const ORDINALS = [0, 1, 2];

const SET = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web', annotations: { 'per-pod-config': '/network/conf' } },
  spec: {
    replicas: ORDINALS.length,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'main',
            image: 'docker.io/library/busybox:1',
            imagePullPolicy: 'IfNotPresent',
            command: ['sleep', 'infinity'],
            resources: { requests: { cpu: '10m', memory: '8Mi' } },
          },
        ],
      },
    },
  },
};

const AUTOSCALER = {
  apiVersion: 'autoscaling.k8s.io/v1',
  kind: 'VerticalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    targetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' },
    updatePolicy: { updateMode: 'Recreate' },
  },
};

/** What the recommender would write. */
async function recommend(cpu: string, memory: string): Promise<void> {
  const amount = { cpu, memory };
  const recommendation = {
    containerRecommendations: [
      {
        containerName: 'main',
        target: amount,
        lowerBound: amount,
        upperBound: amount,
        uncappedTarget: amount,
      },
    ],
  };
  const conditions = [
    { type: 'RecommendationProvided', status: 'True', lastTransitionTime: new Date().toISOString() },
  ];
  const patch = JSON.stringify({ status: { recommendation, conditions } });
  await kubectl([
    'patch',
    'vpa',
    'web',
    '-n',
    namespace,
    '--subresource=status',
    '--type=merge',
    '-p',
    patch,
  ]);
}

test('pods that the updater evicts come back with the recommended resources and their own configuration', async () => {
  for (const ordinal of ORDINALS) {
    const metadata = { name: `node-${ordinal}` };
    await apply(namespace, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { id: `node ${ordinal}` },
    });
  }
  await apply(namespace, SET);
  await waitForStatefulSet(namespace, 'web');
  await apply(namespace, AUTOSCALER);
  await recommend('30m', '32Mi');
  const pods = await until('every pod has the recommended resources', async () => {
    const found = await readPods(namespace, 'web');
    assert.deepEqual(
      found.map(({ spec }) => spec?.containers[0]?.resources?.requests),
      ORDINALS.map(() => ({ cpu: '30m', memory: '32Mi' })),
    );
    return found;
  });
  await waitForStatefulSet(namespace, 'web');
  for (const [index, pod] of pods.entries()) {
    assertMounted(pod, `node-${index}`);
    const text = await runInside({ namespace, pod: `web-${index}` }, 'cat', '/network/conf/id');
    assert.equal(text, `node ${index}`);
  }
});
