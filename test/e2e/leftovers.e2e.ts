import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForStatefulSet } from './pods.ts';
import { readStatusReport, runProgram } from './program.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/status.yaml', import.meta.url));

const namespace = useNamespace('leftovers');
const read = async () => (await readStatusReport('-n', namespace)).leftovers;
const names = async () => (await read()).pods.map(({ name }) => name);
const readUid = (pod: string) =>
  kubectl(['get', 'pod', pod, '-n', namespace, '-o', 'jsonpath={.metadata.uid}']);

test('nothing is left over while the StatefulSet is annotated', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'web');
  assert.deepEqual(await read(), { pods: [], problems: [] });
});

test('pods that are orphaned are left over, also if their StatefulSet is named', async () => {
  await kubectl(['delete', 'statefulset/web', '-n', namespace, '--cascade=orphan']);
  await until('its pods have no owner', async () => {
    const { pods, problems } = await read();
    assert.deepEqual(
      pods.map(({ name, owner }) => [name, owner]),
      [
        ['web-0', null],
        ['web-1', null],
      ],
    );
    assert.match(
      problems.join('\n'),
      /^pods without a controller in namespace .*: web-0, web-1: once deleted/,
    );
  });
  const { stdout } = await runProgram('status', 'web', '-n', namespace);
  assert.match(stdout, /^! StatefulSet .*\/web does not exist\n\nLeft over: /);
  assert.match((await runProgram('why', 'web-0', '-n', namespace)).stdout, /\nnote: left over: pods without/);
});

test('a StatefulSet adopts them, and they are left over no more', async () => {
  const uid = await readUid('web-0');
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await until('they are adopted', async () => assert.deepEqual(await names(), []));
  assert.equal(await readUid('web-0'), uid);
});

test('pods of a StatefulSet whose annotation is removed are left over, until the command that is shown', async () => {
  await kubectl(['annotate', 'statefulset/web', '-n', namespace, 'per-pod-config-']);
  const { code, stdout } = await runProgram('status', 'web', '-n', namespace);
  assert.equal(code, 1);
  assert.match(stdout, /web-0 +StatefulSet web +Running +ConfigMap node-0 +\/network\/conf\n/);
  const why = await runProgram('why', 'web-1', '-n', namespace);
  assert.equal(why.code, 1);
  assert.match(why.stdout, /re-created, it gets nothing; kubectl delete pod web-1 -n /);
  const [, command = ''] = /: kubectl (delete pod web-0 web-1 -n \S+)\n/.exec(stdout) ?? [];
  await kubectl([...command.split(' '), '--wait=false']);
  await until('the pods are created again', async () => assert.deepEqual(await names(), []));
});

test('nothing is left over of a StatefulSet that is deleted', async () => {
  await kubectl(['delete', 'statefulset/web', '-n', namespace, '--wait=false']);
  await until('its pods are gone', async () => {
    assert.equal(await kubectl(['get', 'pods', '-n', namespace, '-o', 'name']), '');
  });
  assert.deepEqual(await read(), { pods: [], problems: [] });
});
