import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, assertUntouched, waitForPod } from './pods.ts';
import { runProgram } from './program.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));

const namespace = useNamespace('disabled', { 'per-pod-config': 'disabled' });

test('in a namespace labelled "per-pod-config: disabled" an annotated StatefulSet is left as it is', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  assertUntouched(await waitForPod(namespace, 'one-0'));
});

test('status and why say so, and what they show to be needed is the label', async () => {
  const why = await runProgram('why', 'one-0', '-n', namespace);
  assert.equal(why.code, 1);
  const reason = `the webhook is not called in namespace ${namespace}: its labels do not meet the namespaceSelector: per-pod-config notin (disabled)\n`;
  assert.ok(
    why.stdout.includes(`\nnot configured: the pod is created without its configuration: ${reason}`),
    why.stdout,
  );
  const status = await runProgram('status', '-n', namespace);
  assert.equal(status.code, 1);
  assert.ok(status.stdout.includes(`\n! ${reason}`), status.stdout);
});

test('once the label is gone, the next pod gets its configuration', async () => {
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
});
