import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf, readFolder } from './inside.ts';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPods, waitForEvent, waitForPod } from './pods.ts';

const MANIFEST = fileURLToPath(new URL('manifests/denied.yaml', import.meta.url));

const namespace = useNamespace('denied');

/** What is wrong with each StatefulSet, as its events must say it, and the path that puts it right. */
const SETS = [
  { set: 'invalid', message: /invalid-annotation: .*for ordinal 0: .*"Node-0"/, path: '/network/conf' },
  { set: 'conflict', message: /conflict: .*"other".*\/network\/conf/, path: '/node/conf' },
];

test('a StatefulSet that cannot be configured gets no pod, and an event that says why', async () => {
  // Without replicas there is nothing wrong with them yet, and scaling is not checked.
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  for (const { set, message } of SETS) {
    await kubectl(['scale', 'statefulset', set, '-n', namespace, '--replicas=1']);
    await waitForEvent(namespace, set, 'FailedCreate', message);
    assert.deepEqual(await readPods(namespace, set), []);
  }
});

test('once the annotation is put right, its pods start', async () => {
  for (const { set, path } of SETS) {
    await kubectl(['annotate', 'statefulset', set, '-n', namespace, '--overwrite', `per-pod-config=${path}`]);
    assertMounted(await waitForPod(namespace, `${set}-0`), 'node-0', path);
    assert.deepEqual(
      await readFolder({ namespace, pod: `${set}-0` }, path),
      await filesOf(namespace, 'node-0'),
    );
  }
});
