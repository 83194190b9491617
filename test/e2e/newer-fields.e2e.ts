// Fields that not every release has, or not without a feature gate: where the API server refuses or drops one, its test is
// skipped, and says so. All pods start at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoreV1EventList } from '@kubernetes/client-node';
import { runInside } from './inside.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertConfigured, assertReady, assertSeen, useNewerSets } from './newer-fields.ts';
import { assertMounted, readPod, readPods, waitForPod } from './pods.ts';
import { readStatusReport } from './program.ts';
import { until } from './until.ts';

const namespace = useNamespace('newer-fields');
const sets = useNewerSets(namespace);

test('image volumes: the pod has image and ConfigMap', async t => {
  const set = await sets.find(t, 'image-volume');
  if (set === undefined) return;
  const pod = await waitForPod(namespace, 'image-volume-0');
  assertConfigured(pod, set, 'node-0');
  await assertSeen(namespace, pod, 'node-0', 'server');
  await runInside({ namespace, pod: 'image-volume-0' }, 'test', '-x', '/image/bin/busybox');
});

test('image volumes of the annotation: the pod has the image of its ordinal, and a part of it', async t => {
  const set = await sets.find(t, 'annotated-image');
  if (set === undefined) return;
  const pod = await waitForPod(namespace, 'annotated-image-0');
  if (pod.spec?.volumes?.every(({ image }) => image === undefined) ?? true) {
    t.skip('this API server drops image volumes');
    return;
  }
  const inside = { namespace, pod: 'annotated-image-0' };
  await runInside(inside, 'test', '-x', '/image/bin/busybox', '-a', '-x', '/bin-only/busybox');
  assert.equal((await runInside(inside, 'sh', '-c', 'echo $ADDRESS')).trim(), pod.status?.podIP);
});

test('resources of the pod: they stay, and the pod runs', async t => {
  const set = await sets.find(t, 'pod-resources');
  if (set === undefined) return;
  const pod = await waitForPod(namespace, 'pod-resources-0');
  assertConfigured(pod, set, 'node-0');
  await assertSeen(namespace, pod, 'node-0', 'server');
});

test('native sidecars: one has the files before the next init container starts, and runs on', async t => {
  const set = await sets.find(t, 'sidecar');
  if (set === undefined) return;
  const pod = await waitForPod(namespace, 'sidecar-0');
  assertConfigured(pod, set, 'node-0');
  await assertSeen(namespace, pod, 'node-0', 'sidecar', 'server');
  const restarts = pod.status?.initContainerStatuses?.map(({ name, restartCount }) => [name, restartCount]);
  assert.deepEqual(restarts, [
    ['sidecar', 0],
    ['init', 0],
  ]);
});

test('hostUsers: false: the container sees the files as its own root, or the kubelet says what it lacks', async t => {
  const set = await sets.find(t, 'user-namespace');
  if (set === undefined) return;
  const pod = await until('the pod runs, or the kubelet says why it cannot', async () => {
    const why = await findEvent('user-namespace-0', 'FailedCreatePodSandBox');
    if (why === undefined) return assertReady(await readPod(namespace, 'user-namespace-0'));
    assert.match(why, /user namespace|userns|idmap|hostUsers/i);
    t.diagnostic(`not run here: ${why}`);
    return undefined;
  });
  assertConfigured(await readPod(namespace, 'user-namespace-0'), set, 'node-0');
  if (pod === undefined) return;
  await assertSeen(namespace, pod, 'node-0', 'server');
  const map = await runInside({ namespace, pod: 'user-namespace-0' }, 'cat', '/proc/self/uid_map');
  assert.doesNotMatch(map, /^\s*0\s+0\s/, "root is not the node's");
});

test('owners of files: they have them, and ours are there too', async t => {
  const set = await sets.find(t, 'file-owner');
  if (set === undefined) return;
  const pod = await waitForPod(namespace, 'file-owner-0');
  assertConfigured(pod, set, 'node-0');
  await assertSeen(namespace, pod, 'node-0', 'server');
  const owners = await runInside(
    { namespace, pod: 'file-owner-0' },
    'stat',
    '-Lc',
    '%u',
    '/owned/default',
    '/owned/own',
  );
  assert.deepEqual(owners.trim().split('\n'), ['999', '1000']);
});

/** By the annotation on the template, which counts from now on. */
async function annotateTemplate(set: string, annotation: string): Promise<void> {
  const patch = { spec: { template: { metadata: { annotations: { 'per-pod-config': annotation } } } } };
  await kubectl(['patch', 'statefulset', set, '-n', namespace, '-p', JSON.stringify(patch)]);
}

test('maxUnavailable: so many pods are created at once, each with what is its own', async t => {
  if ((await sets.find(t, 'max-unavailable')) === undefined) return;
  for (const name of ['max-unavailable-0', 'max-unavailable-1', 'max-unavailable-2'])
    await waitForPod(namespace, name);
  // The ConfigMaps are missing: the first pods of the update wait, and hold it up.
  await annotateTemplate(
    'max-unavailable',
    'volumes: [{mountPath: /network/conf, configMap: later-$(ordinal)}]',
  );
  await until('two pods are new', async () => {
    const pods = await readPods(namespace, 'max-unavailable');
    assert.deepEqual(
      pods.map(({ spec }) => spec?.volumes?.[0]?.configMap?.name),
      ['node-0', 'later-1', 'later-2'],
    );
  });
  for (const ordinal of [0, 1, 2]) {
    await kubectl([
      'create',
      'configmap',
      `later-${ordinal}`,
      '-n',
      namespace,
      `--from-literal=conf=later-${ordinal}`,
    ]);
  }
  for (const ordinal of [0, 1, 2]) {
    const pod = await until('the update goes on', async () => {
      const found = assertReady(await readPod(namespace, `max-unavailable-${ordinal}`));
      assertMounted(found, `later-${ordinal}`);
      return found;
    });
    await assertSeen(namespace, pod, `later-${ordinal}`, 'server');
  }
});

test('Recreate: all pods are replaced, each by one with what is its own', async t => {
  if ((await sets.find(t, 'recreate')) === undefined) return;
  const former = await Promise.all(['recreate-0', 'recreate-1'].map(name => waitForPod(namespace, name)));
  await annotateTemplate('recreate', 'volumes: [{mountPath: /network/conf, configMap: node-$(ordinal + 1)}]');
  for (const [ordinal, { metadata }] of former.entries()) {
    const pod = await waitForPod(namespace, `recreate-${ordinal}`, metadata?.uid);
    assertMounted(pod, `node-${ordinal + 1}`);
    await assertSeen(namespace, pod, `node-${ordinal + 1}`, 'server');
  }
});

test('status finds each pod as it should be', async () => {
  const { statefulSets } = await readStatusReport('-n', namespace);
  assert.ok(statefulSets.length >= 3);
  const found = statefulSets.flatMap(({ pods }) =>
    pods.map(({ name, configuration }) => [name, configuration]),
  );
  assert.deepEqual(
    found,
    found.map(([name]) => [name, 'current']),
  );
});

async function findEvent(pod: string, reason: string): Promise<string | undefined> {
  const selector = `--field-selector=involvedObject.name=${pod},reason=${reason}`;
  const { items } = await read<CoreV1EventList>(namespace, 'events', selector);
  return items[0]?.message;
}
