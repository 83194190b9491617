import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForEvent, waitForStatefulSet } from './pods.ts';
import { runProgram } from './program.ts';
import { makeRestrictedUser } from './restricted-user.ts';

const MANIFEST = fileURLToPath(new URL('manifests/status.yaml', import.meta.url));

const namespace = useNamespace('why');
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'why-'));
});
after(() => rm(folder, { recursive: true }));

const why = (...args: string[]) => runProgram('why', '-n', namespace, ...args);

test('a pod that is well is explained step by step', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'web');
  const { code, stdout, stderr } = await why('web-1');
  assert.deepEqual([code, stderr], [0, ''], stdout);
  assert.match(stdout, / 1\. the webhook is called for it/);
  assert.match(
    stdout,
    /its ordinal is 1, from its name\n(.*\n)*.*it gets ConfigMap node-1 at \/network\/conf, in server\n/,
  );
  assert.match(stdout, /configured: mounted: .*\n\nnow: Running, with just that\n/);
});

test('a pod that is denied is not there, and the event says why', async () => {
  await kubectl(['scale', 'statefulset/web', '-n', namespace, '--replicas=0']);
  const text = 'volumes: [{mountPath: /a, configMap: Node-$(ordinal)}]';
  const patch = { metadata: { annotations: { 'per-pod-config': text } }, spec: { replicas: 0 } };
  await kubectl(['patch', 'statefulset', 'web', '-n', namespace, '-p', JSON.stringify(patch)]);
  await kubectl(['scale', 'statefulset/web', '-n', namespace, '--replicas=1']);
  await waitForEvent(namespace, 'web', 'FailedCreate', /invalid-annotation: /);
  await kubectl(['wait', '--for=delete', 'pod/web-0', '-n', namespace, '--timeout=60s']).catch(() => {});
  const { code, stdout } = await why('web-0');
  assert.equal(code, 1);
  assert.match(stdout, /\ndenied: invalid-annotation: .*"Node-0"/);
  assert.match(stdout, /\nnow: missing\n! it was denied, last at /);
});

test('a pod that its StatefulSet does not have is explained too, and one of nothing is an error', async () => {
  await kubectl([
    'annotate',
    'statefulset/web',
    '-n',
    namespace,
    '--overwrite',
    'per-pod-config=/network/conf',
  ]);
  const { code, stdout } = await why('web-9');
  assert.equal(code, 1);
  assert.match(stdout, /it would get ConfigMap node-9 at/);
  assert.match(stdout, /not created: the StatefulSet has no pod web-9: its only ordinal is 0\n/);
  const nothing = await why('nothing-0');
  assert.deepEqual([nothing.code, nothing.stdout], [1, '']);
  assert.match(
    nothing.stderr,
    /^error: there is no pod .*\/nothing-0, nor a StatefulSet that would create it\n$/,
  );
});

test('a pod of another kind of owner is left as it is', async () => {
  const args = ['--image=docker.io/library/busybox:1', '--restart=Never', '--', 'true'];
  await kubectl(['run', 'single-0', '-n', namespace, ...args]);
  const { code, stdout } = await why('single-0', '-o', 'json');
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).decision.reason, 'not-owned');
});

test('who may read little is told what that leaves out, and gets the rest', async () => {
  await waitForStatefulSet(namespace, 'web');
  const kubeconfig = join(folder, 'kubeconfig');
  await makeRestrictedUser(namespace, kubeconfig);
  const { code, stdout, stderr } = await runProgram('why', 'web-0', '--kubeconfig', kubeconfig);
  assert.deepEqual([code, stderr], [0, ''], stdout);
  assert.match(stdout, /configured: mounted: .*\n\nnow: Running, with just that\n/);
  assert.match(
    stdout,
    /note: cannot tell whether the webhook is called: no right to get mutatingwebhookconfigurations\n/,
  );
});
