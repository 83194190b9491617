import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1StatefulSet } from '@kubernetes/client-node';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { readPod, waitForPod, waitForStatefulSet } from './pods.ts';
import { readStatusReport, runProgram } from './program.ts';

const MANIFEST = fileURLToPath(new URL('manifests/status-patches.yaml', import.meta.url));

const namespace = useNamespace('status-patches');

const status = () => runProgram('status', '-n', namespace);
const why = (pod: string) => runProgram('why', '-n', namespace, pod);
const readReports = async () => (await readStatusReport('-n', namespace)).statefulSets[0]?.pods ?? [];

/** Changes the text of the annotation on the StatefulSet. */
const replace = async (from: string, to: string) => {
  const { metadata } = await read<V1StatefulSet>(namespace, 'statefulset', 'web');
  const text = metadata?.annotations?.['per-pod-config'] ?? '';
  assert.ok(text.includes(from), text);
  await kubectl([
    'annotate',
    'statefulset/web',
    '-n',
    namespace,
    '--overwrite',
    `per-pod-config=${text.replace(from, to)}`,
  ]);
};

const recreate = async (name: string) => {
  const { metadata } = await readPod(namespace, name);
  await kubectl(['delete', 'pod', name, '-n', namespace]);
  await waitForPod(namespace, name, metadata?.uid);
};

test('pods that patches made match, and what the API server added to them since is no difference', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'web');
  const { code, stdout } = await status();
  assert.equal(code, 0, stdout);
  assert.match(
    stdout,
    /web-0 +0 +Running +yes +ConfigMap node-0 +\/network\/conf +yes\n +Fields .* +Pod +-\n/,
  );
  assert.match(stdout, /web-1 +1 +Running +yes +Fields .*metadata\.labels\.role.* +Pod +-\n/);
  assert.match(stdout, /\nnote: volumes\[0\] is left out of web-1: variables\.primary is false there\n/);
  assert.match(stdout, /\nnote: patches\[1\] is left out of web-1: variables\.primary is false there\n/);
  assert.doesNotMatch(stdout, /note: web-/);
});

test('why tells the fields that a new pod gets, and what is left out of it', async () => {
  const [primary, replica] = await Promise.all([why('web-0'), why('web-1')]);
  assert.deepEqual([primary.code, replica.code], [0, 0], primary.stdout + replica.stdout);
  assert.match(primary.stdout, /it gets metadata\.labels\.role "primary"\n/);
  assert.match(primary.stdout, /it gets spec\.containers\[server\]\.resources\.requests\.cpu "10m"\n/);
  assert.match(primary.stdout, /it gets spec\.containers\[helper\]\n/);
  assert.match(replica.stdout, /volumes\[0\] is left out: variables\.primary is false for ordinal 1\n/);
  assert.match(replica.stdout, /now: Running, with just that\n/);
});

test('what another client changes since is noted, and no reason to re-create the pod', async () => {
  await kubectl(['label', 'pod', 'web-0', '-n', namespace, '--overwrite', 'role=x']);
  const resources = { spec: { containers: [{ name: 'server', resources: { requests: { cpu: '20m' } } }] } };
  await kubectl([
    'patch',
    'pod',
    'web-0',
    '-n',
    namespace,
    '--subresource=resize',
    '-p',
    JSON.stringify(resources),
  ]);
  const { code, stdout } = await status();
  assert.equal(code, 0, stdout);
  assert.match(stdout, /web-0 +0 +Running +yes /);
  assert.match(stdout, /\nnote: web-0 has metadata\.labels\.role "x" instead of "primary": another client /);
  assert.match(
    stdout,
    /\nnote: web-0 has spec\.containers\[server\]\.resources\.requests\.cpu "20m" instead of "10m": another client /,
  );
});

test('a field that the pod has lost needs attention', async () => {
  await kubectl(['label', 'pod', 'web-0', '-n', namespace, 'role-']);
  const { code, stdout } = await status();
  assert.equal(code, 1, stdout);
  assert.match(
    stdout,
    /\n! web-0 lacks metadata\.labels\.role "primary", .*: another client or webhook removed it\n/,
  );
  await recreate('web-0');
  assert.equal((await status()).code, 0);
});

test('a pod that other patches would make must be re-created, and then it matches', async () => {
  await replace('"primary" : "replica"', '"leader" : "replica"');
  const [first, second] = await readReports();
  assert.deepEqual([first?.configuration, first?.recreate], ['outdated', true]);
  assert.deepEqual([second?.configuration, second?.problems], ['current', []]);
  assert.deepEqual(first?.problems, [
    `is outdated: re-created, it gets metadata.labels.role "leader" instead of "primary"; kubectl delete pod web-0 -n ${namespace}`,
  ]);
  await recreate('web-0');
  assert.equal((await status()).code, 0);
});

test('a quantity in other words is no difference', async () => {
  await replace('"$(10 + ordinal)m"', '"0.0$(10 + ordinal)"');
  const { code, stdout } = await status();
  assert.equal(code, 0, stdout);
});

test('a field that the API server does not know needs attention', async () => {
  await replace('tolerations:', 'futureField: 3\n      tolerations:');
  const reports = await readReports();
  assert.match(reports[1]?.problems[0] ?? '', /^is outdated: re-created, it gets spec\.futureField 3;/);
  await recreate('web-1');
  const [, second] = await readReports();
  assert.equal(second?.configuration, 'current');
  assert.deepEqual(second?.problems, [
    'lacks spec.futureField 3, which its annotation sets: this API server does not know the field, or another client or webhook removed it',
  ]);
});
