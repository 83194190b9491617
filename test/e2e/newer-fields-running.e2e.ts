// What people do to a pod that runs: docs/compatibility.md, "Working on a pod".
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CoreV1EventList, V1Endpoints, V1Pod } from '@kubernetes/client-node';
import { runInside } from './inside.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertReady, assertSeen } from './newer-fields.ts';
import { assertMounted, readPod, waitForEvent, waitForPod } from './pods.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/newer-fields-running.yaml', import.meta.url));
const IMAGE = 'docker.io/library/busybox:1';
const SLEEP = ['--', 'sleep', 'infinity'];

const namespace = useNamespace('newer-fields-running');
const debug = (...args: string[]) => kubectl(['debug', 'work-0', '-n', namespace, '-q', ...args]);

/** The pod is still the same one, has not restarted, and its container sees its file. */
async function assertUndisturbed({ metadata }: V1Pod): Promise<void> {
  const pod = assertReady(await readPod(namespace, 'work-0'));
  assert.equal(pod.metadata?.uid, metadata?.uid);
  assert.deepEqual(
    pod.status?.containerStatuses?.map(({ restartCount }) => restartCount),
    [0],
  );
  assertMounted(pod, 'node-0');
  await assertSeen(namespace, pod, 'node-0', 'server');
}

async function waitForDebugger(name: string): Promise<void> {
  await until(`container ${name} runs`, async () => {
    const { status } = await readPod(namespace, 'work-0');
    const found = status?.ephemeralContainerStatuses?.find(container => container.name === name);
    assert.ok(found?.state?.running, JSON.stringify(found));
  });
}

test('a resize in place changes the resources, and neither pod nor configuration', async t => {
  // Not in a hook: those of a file do not wait for each other, and another one makes the namespace.
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  const before = await waitForPod(namespace, 'work-0');
  const containers = [{ name: 'server', resources: { requests: { cpu: '20m' }, limits: { cpu: '200m' } } }];
  const patch = JSON.stringify({ spec: { containers } });
  await kubectl(['patch', 'pod', 'work-0', '-n', namespace, '--subresource=resize', '-p', patch]);
  await until('the kubelet has resized the pod, or says why it cannot', async () => {
    const { spec, status } = await readPod(namespace, 'work-0');
    assert.equal(spec?.containers[0]?.resources?.limits?.['cpu'], '200m');
    const refusal = status?.conditions?.find(({ type }) => type === 'PodResizePending');
    if (refusal !== undefined) return t.diagnostic(`not resized here: ${refusal.message}`);
    assert.equal(status?.containerStatuses?.[0]?.resources?.limits?.['cpu'], '200m');
  });
  await assertUndisturbed(before);
});

test('kubectl debug: its container has no mount of ours, and reads the files of the one that it targets', async () => {
  const before = await waitForPod(namespace, 'work-0');
  await debug('-c', 'debugger', `--image=${IMAGE}`, '--target=server', ...SLEEP);
  await waitForDebugger('debugger');
  const { spec } = await readPod(namespace, 'work-0');
  assert.equal(spec?.ephemeralContainers?.[0]?.volumeMounts, undefined);
  const reference = { namespace, pod: 'work-0', container: 'debugger' };
  await assert.rejects(runInside(reference, 'ls', '/network'), /No such file/);
  assert.equal(await runInside(reference, 'cat', '/proc/1/root/network/conf/conf'), 'node-0');
  await assertUndisturbed(before);
});

test('an ephemeral container that names the volume has it', async t => {
  const before = await waitForPod(namespace, 'work-0');
  const folder = await mkdtemp(join(tmpdir(), 'debug-'));
  t.after(() => rm(folder, { recursive: true }));
  const volumeMounts = [{ name: 'per-pod-config-0', mountPath: '/network/conf', readOnly: true }];
  await writeFile(join(folder, 'mounts.json'), JSON.stringify({ volumeMounts }));
  await debug('-c', 'reader', `--image=${IMAGE}`, `--custom=${join(folder, 'mounts.json')}`, ...SLEEP);
  await waitForDebugger('reader');
  await assertSeen(namespace, before, 'node-0', 'reader');
  await assertUndisturbed(before);
});

test("a copy with --image has no labels and is nobody's, and its containers have their configuration", async () => {
  await debug('--copy-to=work-debug', '-c', 'debugger', `--image=${IMAGE}`, ...SLEEP);
  const copy = await waitForPod(namespace, 'work-debug');
  assert.deepEqual([copy.metadata?.labels, copy.metadata?.ownerReferences], [undefined, undefined]);
  await assertSeen(namespace, copy, 'node-0', 'server');
  const ls = runInside({ namespace, pod: 'work-debug', container: 'debugger' }, 'ls', '/network');
  await assert.rejects(ls, /No such file/);
});

test('a copy with --set-image only keeps the labels: Services find it', async () => {
  await debug('--copy-to=work-same', `--set-image=server=${IMAGE}`);
  const copy = await waitForPod(namespace, 'work-same');
  assert.deepEqual([copy.metadata?.labels?.['app'], copy.metadata?.ownerReferences], ['work', undefined]);
  await assertSeen(namespace, copy, 'node-0', 'server');
  await until('the Service sends to it', async () => {
    const { subsets } = await read<V1Endpoints>(namespace, 'endpoints', 'work');
    const names = subsets
      ?.flatMap(({ addresses }) => addresses ?? [])
      .map(({ targetRef }) => targetRef?.name);
    assert.deepEqual(names?.sort(), ['work-0', 'work-same']);
  });
});

test('named like a pod of the StatefulSet, it is deleted by its controller', async () => {
  await debug('--copy-to=work-7', `--set-image=server=${IMAGE}`);
  await waitForEvent(namespace, 'work', 'SuccessfulDelete', /work-7/);
  await until('it is gone', () =>
    kubectl(['wait', '--for=delete', 'pod/work-7', '-n', namespace, '--timeout=5s']),
  );
});

test('after an eviction, the new pod has its configuration', async () => {
  const before = await waitForPod(namespace, 'work-0');
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'work-0', namespace } };
  const path = `/api/v1/namespaces/${namespace}/pods/work-0/eviction`;
  await kubectl(['create', '--raw', path, '-f', '-'], JSON.stringify(eviction));
  const pod = await waitForPod(namespace, 'work-0', before.metadata?.uid);
  assertMounted(pod, 'node-0');
  await assertSeen(namespace, pod, 'node-0', 'server');
});

test('of all this, nothing was denied', async () => {
  const { items } = await read<CoreV1EventList>(namespace, 'events', '--field-selector=reason=FailedCreate');
  assert.deepEqual(
    items.map(({ message }) => message),
    [],
  );
});
