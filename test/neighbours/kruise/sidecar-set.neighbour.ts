// A SidecarSet adds its container by a webhook that the API server calls before or after ours, by the names of their
// configurations.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import { runInside } from '../../e2e/inside.ts';
import { NAME } from '../../e2e/installation.ts';
import { apply, kubectl, read } from '../../e2e/kubectl.ts';
import { SUITE_LABEL, useNamespace } from '../../e2e/namespace.ts';
import { assertMounted } from '../../e2e/pods.ts';
import { until } from '../../e2e/until.ts';
import { advancedSet, applyNodes, waitForPods } from './advanced-set.ts';
import { useKruise } from './kruise.ts';

/** As installed, `per-pod-config` comes after `kruise-mutating-webhook-configuration`. */
const second = useNamespace('kruise-second', { sidecar: 'true' });
/** Here the usual configuration does not apply, but one of another name. */
const first = useNamespace('kruise-first', { sidecar: 'true', [NAME]: 'disabled', order: 'first' });
const EARLY = `a-${NAME}`;
useKruise();
after(() => kubectl(['delete', 'mutatingwebhookconfiguration', EARLY, '--ignore-not-found']));

const SIDECAR_SET = {
  apiVersion: 'apps.kruise.io/v1alpha1',
  kind: 'SidecarSet',
  metadata: { name: 'per-pod-config-e2e' },
  spec: {
    namespaceSelector: { matchLabels: { sidecar: 'true' } },
    selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    containers: [
      {
        name: 'sidecar',
        image: 'docker.io/library/busybox:1',
        imagePullPolicy: 'IfNotPresent',
        command: ['sleep', 'infinity'],
      },
    ],
  },
};

/** Calls our webhook before Kruise's in one namespace. */
async function callFirst(): Promise<void> {
  const { webhooks } = await read<V1MutatingWebhookConfiguration>(
    first,
    'mutatingwebhookconfiguration',
    NAME,
  );
  await apply(first, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: EARLY, labels: { [SUITE_LABEL]: 'true' } },
    webhooks: webhooks?.map(webhook => ({
      ...webhook,
      namespaceSelector: { matchLabels: { order: 'first' } },
    })),
  });
}

async function assertSidecarMounts(namespace: string): Promise<void> {
  await applyNodes(namespace, 0, 1);
  await apply(namespace, advancedSet({ name: 'web', annotation: '/network/conf', spec: { replicas: 2 } }));
  for (const pod of await waitForPods(namespace, 'web', 'web-0', 'web-1')) {
    const name = pod.metadata?.name ?? '';
    assert.deepEqual(pod.spec?.containers.map(container => container.name).sort(), ['main', 'sidecar']);
    assertMounted(pod, name.replace('web', 'node'));
    const text = await runInside({ namespace, pod: name, container: 'sidecar' }, 'cat', '/network/conf/id');
    assert.equal(text, name.replace('web-', 'node '));
  }
}

test('a container that a SidecarSet has added before our webhook was called has the files', async () => {
  await until('the SidecarSet is taken', () => apply(second, SIDECAR_SET));
  await assertSidecarMounts(second);
});

test('a container that a SidecarSet adds after our webhook was called has the files', async () => {
  await callFirst();
  await assertSidecarMounts(first);
});

test('an annotation that names containers keeps out the one of a SidecarSet', async () => {
  const annotation = JSON.stringify({
    volumes: [{ mountPath: '/network/conf', configMap: 'node-$(ordinal)', containers: ['main'] }],
  });
  await apply(second, advancedSet({ name: 'named', annotation, spec: { replicas: 1 } }));
  const [pod] = await waitForPods(second, 'named', 'named-0');
  const mounts = pod?.spec?.containers.map(({ name, volumeMounts = [] }) => [
    name,
    volumeMounts.some(({ mountPath }) => mountPath === '/network/conf'),
  ]);
  assert.deepEqual(Object.fromEntries(mounts ?? []), { main: true, sidecar: false });
});
