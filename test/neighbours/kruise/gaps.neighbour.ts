// Advanced StatefulSets leave ordinals out (`reserveOrdinals`), and ignore `ordinals.start`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInside } from '../../e2e/inside.ts';
import { apply } from '../../e2e/kubectl.ts';
import { useNamespace } from '../../e2e/namespace.ts';
import { assertMounted } from '../../e2e/pods.ts';
import { advancedSet, applyNodes, waitForPods } from './advanced-set.ts';
import { useKruise } from './kruise.ts';

const namespace = useNamespace('kruise-gaps');
useKruise();

const ANNOTATION = JSON.stringify({
  volumes: [{ mountPath: '/network/conf', configMap: 'node-$(ordinal)' }],
  env: [
    { name: 'PEERS', value: '$(peers.join(","))' },
    { name: 'INDEX', value: '$(index)' },
  ],
});

const readEnvironment = async (pod: string, name: string) =>
  (await runInside({ namespace, pod }, 'sh', '-c', `echo "$${name}"`)).trim();

test('the pods beside reserved ordinals, a range of them too, have the ConfigMaps of their ordinals', async () => {
  await applyNodes(namespace, 0, 2, 3);
  const spec = { replicas: 3, reserveOrdinals: [1, '4-5'] };
  await apply(namespace, advancedSet({ name: 'web', annotation: ANNOTATION, spec }));
  const pods = await waitForPods(namespace, 'web', 'web-0', 'web-2', 'web-3');
  for (const pod of pods) {
    const name = pod.metadata?.name ?? '';
    assertMounted(pod, name.replace('web', 'node'));
    const text = await runInside({ namespace, pod: name }, 'cat', '/network/conf/id');
    assert.equal(text, name.replace('web-', 'node '));
  }
});

for (const pod of ['web-0', 'web-2', 'web-3']) {
  test(`${pod} sees as peers the pods that there are`, async () => {
    assert.equal(await readEnvironment(pod, 'PEERS'), 'web-0,web-2,web-3');
  });
}

test('ordinals.start is ignored where its feature gate is off: pods, their configuration and their peers begin with 0', async () => {
  await applyNodes(namespace, 0, 1);
  const spec = { replicas: 2, ordinals: { start: 5 } };
  await apply(namespace, advancedSet({ name: 'late', annotation: ANNOTATION, spec }));
  for (const pod of await waitForPods(namespace, 'late', 'late-0', 'late-1')) {
    const name = pod.metadata?.name ?? '';
    assertMounted(pod, name.replace('late', 'node'));
    assert.equal(await readEnvironment(name, 'PEERS'), 'late-0,late-1');
    assert.equal(await readEnvironment(name, 'INDEX'), name.replace('late-', ''));
  }
});
