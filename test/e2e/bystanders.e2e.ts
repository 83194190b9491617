import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertUntouched, readPods, waitForStatefulSet } from './pods.ts';

const MANIFEST = fileURLToPath(new URL('manifests/bystanders.yaml', import.meta.url));

const namespace = useNamespace('bystanders');

async function assertAllUntouched(app: string, count: number): Promise<void> {
  await kubectl([
    'wait',
    'pod',
    '-n',
    namespace,
    '-l',
    `app=${app}`,
    '--for=condition=Ready',
    '--timeout=90s',
  ]);
  const pods = await readPods(namespace, app);
  assert.equal(pods.length, count);
  for (const pod of pods) assertUntouched(pod);
}

test('the pods of a StatefulSet without the annotation are left as they are', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'plain-set');
  await assertAllUntouched('plain-set', 2);
});

test('the pods of a Deployment are left as they are, annotated or not', async () => {
  await kubectl(['rollout', 'status', 'deployment/plain-deployment', '-n', namespace, '--timeout=90s']);
  await assertAllUntouched('plain-deployment', 1);
});

test('a pod that nobody owns is left as it is', async () => {
  await assertAllUntouched('plain-pod', 1);
});
