import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, assertUntouched, waitForPod } from './pods.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));

const namespace = useNamespace('disabled', { 'per-pod-config': 'disabled' });

test('in a namespace labelled "per-pod-config: disabled" an annotated StatefulSet is left as it is', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  assertUntouched(await waitForPod(namespace, 'one-0'));
});

test('once the label is gone, the next pod gets its configuration', async () => {
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
});
