import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf, readFolder } from './inside.ts';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPods, waitForStatefulSet } from './pods.ts';

const MANIFEST = fileURLToPath(new URL('manifests/rolling-update.yaml', import.meta.url));

const namespace = useNamespace('rolling-update');
const uids = async () => (await readPods(namespace, 'ledger')).map(({ metadata }) => metadata?.uid);

/** Rolls the pods from the partition on to a template that is annotated with `path`. */
async function rollTo(path: string, partition: number): Promise<void> {
  const template = { metadata: { annotations: { 'per-pod-config': path } } };
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition } };
  const patch = JSON.stringify({ spec: { template, updateStrategy } });
  await kubectl(['patch', 'statefulset', 'ledger', '-n', namespace, '-p', patch]);
  await waitForStatefulSet(namespace, 'ledger');
}

async function assertPaths(...paths: string[]): Promise<void> {
  const pods = await readPods(namespace, 'ledger');
  assert.equal(pods.length, paths.length);
  for (const [ordinal, path] of paths.entries()) {
    const pod = pods[ordinal];
    assert.ok(pod !== undefined);
    assertMounted(pod, `node-${ordinal}`, path);
    const files = await readFolder({ namespace, pod: `ledger-${ordinal}` }, path);
    assert.deepEqual(files, await filesOf(namespace, `node-${ordinal}`));
  }
}

test("the template's annotation wins over the StatefulSet's own", async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'ledger');
  await assertPaths('/network/conf', '/network/conf', '/network/conf');
});

test('a partitioned rolling update replaces the pods from there on, and each keeps its own configuration', async () => {
  const before = await uids();
  await rollTo('/etc/node', 1);
  await assertPaths('/network/conf', '/etc/node', '/etc/node');
  const after = await uids();
  assert.deepEqual(
    before.map((uid, ordinal) => uid === after[ordinal]),
    [true, false, false],
  );
});

test('a pod below the partition that is lost comes back as it was', async () => {
  const before = await uids();
  await kubectl(['delete', 'pod', 'ledger-0', '-n', namespace]);
  await waitForStatefulSet(namespace, 'ledger');
  await kubectl(['wait', 'pod/ledger-0', '-n', namespace, '--for=condition=Ready', '--timeout=60s']);
  await assertPaths('/network/conf', '/etc/node', '/etc/node');
  assert.deepEqual((await uids()).slice(1), before.slice(1));
});

test('the rest follows when the partition is taken away', async () => {
  await rollTo('/etc/node', 0);
  await assertPaths('/etc/node', '/etc/node', '/etc/node');
});
