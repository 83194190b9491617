import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1Pod } from '@kubernetes/client-node';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { filesOf, readFolder } from './inside.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { openPodApi } from './pod-api.ts';
import { waitForPod } from './pods.ts';
import { findReasonToSkip } from './served.ts';
import { until } from './until.ts';

const path = (name: string) => fileURLToPath(new URL(`manifests/${name}.yaml`, import.meta.url));

const namespace = useNamespace('volume-policy', { 'volume-policy': 'enabled' });
const skip = await findReasonToSkip('mutatingadmissionpolicies');
after(async () => {
  if (skip === false) await kubectl(['delete', '-f', path('volume-policy'), '--ignore-not-found']);
});

/** Ours, with what the policy adds to it or puts in the place of a default. */
function assertBoth({ spec }: V1Pod, configMap: string): void {
  assert.deepEqual(spec?.volumes, [
    { name: 'per-pod-config-0', configMap: { name: configMap, defaultMode: 0o440, optional: false } },
  ]);
  const mount = { name: 'per-pod-config-0', mountPath: '/network/conf', readOnly: true };
  assert.deepEqual(
    spec?.containers.map(({ volumeMounts }) => volumeMounts),
    [[{ ...mount, mountPropagation: 'None', recursiveReadOnly: 'Disabled' }]],
  );
}

test('what a policy sets on our volumes and mounts after us stays, and the pod is created', {
  skip,
}, async () => {
  await kubectl(['apply', '-n', namespace, '-f', path('one-pod')]);
  await waitForPod(namespace, 'one-0');
  await kubectl(['apply', '-f', path('volume-policy')]);
  const set = await read<StatefulSetObject>(namespace, 'statefulset', 'one');
  const api = await openPodApi(namespace);
  await until('the policy is in force', async () => assertBoth(await api.tryOut(makePod(set, 1)), 'node-1'));
});

test('a pod that both have configured runs, with its files', { skip }, async () => {
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertBoth(await waitForPod(namespace, 'one-0'), 'node-0');
  const files = await readFolder({ namespace, pod: 'one-0' }, '/network/conf');
  assert.deepEqual(files, await filesOf(namespace, 'node-0'));
});
