import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { applyManifests, NAME, readWebhookPods, scaleWebhook } from './installation.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { openPodApi } from './pod-api.ts';
import { assertMounted, assertUntouched, waitForEvent, waitForPod } from './pods.ts';
import { until } from './until.ts';

const manifest = (name: string) => fileURLToPath(new URL(`manifests/${name}.yaml`, import.meta.url));

const namespace = useNamespace('guard');
after(() => scaleWebhook(2));

const ANNOTATED = ['one', 'template'];
const DENIAL =
  /ValidatingAdmissionPolicy 'per-pod-config-guard(-statefulset)?' .* denied request: .*webhook pods\.per-pod-config\.svc has not configured/;

test('while the webhook is away, pods of a StatefulSet without the annotation are created', async () => {
  const files = ['one-pod', 'guard', 'bystanders'].flatMap(name => ['-f', manifest(name)]);
  await kubectl(['apply', '-n', namespace, ...files]);
  for (const pod of ['one-0', 'template-0', 'plain-set-0', 'plain-set-1']) await waitForPod(namespace, pod);
  await scaleWebhook(0);
  await until('no replica of the webhook is left', async () => assert.deepEqual(await readWebhookPods(), []));
  const pods = [...ANNOTATED, 'plain-set'].map(set => `${set}-0`);
  const { metadata } = await waitForPod(namespace, 'plain-set-0');
  await kubectl(['delete', 'pod', ...pods, '-n', namespace, '--wait=false']);
  assertUntouched(await waitForPod(namespace, 'plain-set-0', metadata?.uid));
  await kubectl(['scale', 'statefulset/plain-set', '-n', namespace, '--replicas=3']);
  assertUntouched(await waitForPod(namespace, 'plain-set-2'));
});

for (const set of ANNOTATED) {
  test(`meanwhile, pods of the annotated StatefulSet ${set} are denied by the guard, which names the webhook`, async () => {
    const message = await waitForEvent(namespace, set, 'FailedCreate', DENIAL);
    assert.match(message, new RegExp(`For the cause: kubectl per-pod-config why ${set}-0 -n ${namespace}`));
  });
}

test('meanwhile, a StatefulSet may be annotated, but not be annotated and scaled up in one update', async () => {
  const set = await read<StatefulSetObject>(namespace, 'statefulset', 'plain-set');
  const annotations = { 'per-pod-config': '/network/conf' };
  const both = { metadata: { annotations }, spec: { replicas: 4 } };
  const patch = (body: object) =>
    kubectl([
      'patch',
      'statefulset',
      'plain-set',
      '-n',
      namespace,
      '--type=merge',
      '-p',
      JSON.stringify(body),
    ]);
  await assert.rejects(patch(both), /failed calling webhook "scaling\.statefulsets\.per-pod-config\.svc"/);
  await patch({ metadata: { annotations } });
  const api = await openPodApi(namespace);
  await until('the guard knows of the annotation', () => assert.rejects(api.tryOut(makePod(set, 9)), DENIAL));
  await kubectl(['annotate', 'statefulset', 'plain-set', '-n', namespace, 'per-pod-config-']);
  await until('the guard knows that it is gone', async () =>
    assertUntouched(await api.tryOut(makePod(set, 9))),
  );
});

test('meanwhile, the annotation of a StatefulSet whose pods are missing cannot be moved off its template', async () => {
  const annotation = { 'per-pod-config': '/network/conf' };
  const template = { metadata: { annotations: { 'per-pod-config': null } } };
  const body = JSON.stringify({ metadata: { annotations: annotation }, spec: { template } });
  await assert.rejects(
    kubectl(['patch', 'statefulset', 'template', '-n', namespace, '--type=merge', '-p', body]),
    /failed calling webhook "scaling\.statefulsets\.per-pod-config\.svc"/,
  );
});

test('when the webhook is back, the pods come with their configuration', async t => {
  await scaleWebhook(2);
  const since = performance.now();
  for (const set of ANNOTATED) assertMounted(await waitForPod(namespace, `${set}-0`), 'node-0');
  t.diagnostic(`the last pod was ready ${((performance.now() - since) / 1_000).toFixed(1)} s later`);
});

test('a guard that was removed and applied again knows the StatefulSets that are made later', async () => {
  const kinds = ['validatingadmissionpolicybinding', 'validatingadmissionpolicy'];
  for (const kind of kinds) await kubectl(['delete', kind, 'per-pod-config-guard-statefulset']);
  await sleep(2_000); // what ends with the policy ends a moment later
  await applyManifests();
  await kubectl(['scale', `deployment/${NAME}`, '-n', NAME, '--replicas=0']);
  await until('no replica of the webhook is left', async () => assert.deepEqual(await readWebhookPods(), []));
  const text = await readFile(manifest('one-pod'), 'utf8');
  await kubectl(['apply', '-n', namespace, '-f', '-'], text.replaceAll(/\bone\b/g, 'later'));
  const later = await read<StatefulSetObject>(namespace, 'statefulset', 'later');
  const api = await openPodApi(namespace);
  await until('the guard knows it', () => assert.rejects(api.tryOut(makePod(later, 9)), DENIAL), 15);
});
