import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf, readFolder, runInside } from './inside.ts';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForStatefulSet } from './pods.ts';

const MANIFEST = fileURLToPath(new URL('manifests/every-container.yaml', import.meta.url));

const namespace = useNamespace('every-container');
const pod = 'every-0';

test('every container has the files, whatever bytes they hold', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'every');
  const expected = await filesOf(namespace, 'node-0');
  assert.equal(Object.keys(expected).length, 4);
  for (const container of ['first', 'second']) {
    assert.deepEqual(await readFolder({ namespace, pod, container }, '/network/conf'), expected);
  }
});

test('an init container has them before any other container starts', async () => {
  const copied = await readFolder({ namespace, pod, container: 'first' }, '/seen');
  assert.deepEqual(copied, await filesOf(namespace, 'node-0'));
});

test('no container can write to them', async () => {
  for (const container of ['first', 'second']) {
    const write = runInside({ namespace, pod, container }, 'touch', '/network/conf/x');
    await assert.rejects(write, /Read-only file system/, container);
  }
});
