import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { type Files, filesOf, readFolder, runInside } from './inside.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPod, waitForEvent, waitForPod, waitForStatefulSet } from './pods.ts';
import { until } from './until.ts';

const EXAMPLE = fileURLToPath(new URL('../../manifests/examples/node-config', import.meta.url));
const PATH = '/network/conf';

const namespace = useNamespace('node-config');
const filesIn = (pod: string): Promise<Files> => readFolder({ namespace, pod }, PATH);
const uidOf = async (pod: string) => (await readPod(namespace, pod)).metadata?.uid;
const scale = (replicas: number) =>
  kubectl(['scale', 'statefulset/web', '-n', namespace, `--replicas=${replicas}`]);
const makeConfigMap = (name: string, data: Record<string, string>) =>
  apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

test('each pod of the example has exactly the files of its own ConfigMap, byte for byte', async () => {
  await kubectl(['apply', '-n', namespace, '-k', EXAMPLE]);
  await waitForStatefulSet(namespace, 'web');
  assert.deepEqual(Object.keys(await filesIn('web-0')).sort(), ['httpSettings', 'postgres.conf']);
  assert.deepEqual(Object.keys(await filesIn('web-1')).sort(), ['application.conf', 'nodeid.dat']);
  for (const ordinal of [0, 1]) {
    assert.deepEqual(await filesIn(`web-${ordinal}`), await filesOf(namespace, `node-${ordinal}`));
    assertMounted(await readPod(namespace, `web-${ordinal}`), `node-${ordinal}`);
  }
});

test('a container cannot write to its configuration', async () => {
  const write = runInside({ namespace, pod: 'web-0' }, 'sh', '-c', `echo x >${PATH}/x`);
  await assert.rejects(write, /Read-only file system/);
});

test('a change of node-1 shows up inside web-1 without a restart, and not in web-0', async () => {
  const before = { uid: await uidOf('web-1'), files: await filesIn('web-0') };
  await makeConfigMap('node-1', { 'nodeid.dat': 'changed\n', 'new.conf': 'added' });
  await until('the change is there', async () => {
    assert.deepEqual(await filesIn('web-1'), await filesOf(namespace, 'node-1'));
  });
  assert.deepEqual(Object.keys(await filesIn('web-1')).sort(), ['new.conf', 'nodeid.dat']);
  const { metadata, status } = await readPod(namespace, 'web-1');
  assert.equal(metadata?.uid, before.uid);
  assert.deepEqual(
    status?.containerStatuses?.map(({ restartCount }) => restartCount),
    [0],
  );
  assert.deepEqual(await filesIn('web-0'), before.files);
});

test('a pod whose ConfigMap is missing waits, an event names it, and it goes on once it is there', async () => {
  await scale(3);
  await waitForEvent(namespace, 'web-2', 'FailedMount', /configmap "node-2" not found/);
  const { status } = await readPod(namespace, 'web-2');
  assert.deepEqual(
    status?.containerStatuses?.map(({ state }) => state?.waiting?.reason),
    ['ContainerCreating'],
  );
  await makeConfigMap('node-2', { 'application.conf': 'node { name = "node-2" }\n' });
  await waitForPod(namespace, 'web-2');
  assert.deepEqual(await filesIn('web-2'), await filesOf(namespace, 'node-2'));
});

test('scaling up takes a ConfigMap and nothing else', async () => {
  const before = await Promise.all(['web-0', 'web-1', 'web-2'].map(uidOf));
  await makeConfigMap('node-3', { 'application.conf': 'node { name = "node-3" }\n' });
  await scale(4);
  await waitForPod(namespace, 'web-3');
  assert.deepEqual(await filesIn('web-3'), await filesOf(namespace, 'node-3'));
  assert.deepEqual(await Promise.all(['web-0', 'web-1', 'web-2'].map(uidOf)), before);
});

test('a server-side dry run shows what a pod would get, and creates nothing', async () => {
  const pod = makePod(await read<StatefulSetObject>(namespace, 'statefulset', 'web'), 17);
  const args = ['create', '-n', namespace, '--dry-run=server', '-o', 'json', '-f', '-'];
  assertMounted(JSON.parse(await kubectl(args, JSON.stringify(pod))), 'node-17');
  await assert.rejects(readPod(namespace, 'web-17'), /NotFound/);
});

test("a change of the StatefulSet's own annotation takes effect as pods are next created", async () => {
  const before = await uidOf('web-0');
  const other = `per-pod-config=/etc/node`;
  await kubectl(['annotate', 'statefulset/web', '-n', namespace, '--overwrite', other]);
  await kubectl(['delete', 'pod', 'web-1', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'web-1'), 'node-1', '/etc/node');
  assert.equal(await uidOf('web-0'), before);
});
