import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CoreV1EventList } from '@kubernetes/client-node';
import { streamAdmissions } from './admission-stream.ts';
import { churn } from './churn.ts';
import { NAME, readWebhookPods, waitForWebhook } from './installation.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPods, waitForStatefulSet } from './pods.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/churn.yaml', import.meta.url));

const namespace = useNamespace('webhook-restart');

/** Replaces every replica of the webhook, and waits for the last of the former ones to be gone. */
async function restartWebhook(): Promise<void> {
  const former = (await readWebhookPods()).map(({ metadata }) => metadata?.uid);
  await kubectl(['rollout', 'restart', `deployment/${NAME}`, '-n', NAME]);
  await waitForWebhook();
  await until('the former replicas are gone', async () => {
    for (const { metadata } of await readWebhookPods()) assert.ok(!former.includes(metadata?.uid));
  });
}

test('a rolling restart of the webhook loses no admission', async t => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'churn');
  const stream = await streamAdmissions(namespace, 'churn');
  t.after(() => stream.stop());
  let isOver = false;
  const restart = restartWebhook().finally(() => {
    isOver = true;
  });
  const [seen] = await Promise.all([churn(namespace, 'churn', () => isOver), restart]);
  const { admitted, failures } = await stream.stop();
  t.diagnostic(`${seen.size} pods and ${admitted} dry runs were admitted meanwhile`);
  assert.deepEqual(failures, []);
  assert.ok(seen.size > 3 && admitted >= 50, 'pods were created all the time');
  const { items } = await read<CoreV1EventList>(namespace, 'events', '--field-selector=reason=FailedCreate');
  assert.deepEqual(
    items.map(({ message }) => message),
    [],
  );
});

test('every pod is there in the end, with its configuration', async () => {
  await waitForStatefulSet(namespace, 'churn');
  const pods = await readPods(namespace, 'churn');
  for (const [ordinal, pod] of pods.entries()) assertMounted(pod, `node-${ordinal}`);
  assert.equal(pods.length, 3);
});
