import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForEvent, waitForStatefulSet } from './pods.ts';
import { MAIN, readStatusReport, runCommand, runProgram } from './program.ts';
import { makeRestrictedUser } from './restricted-user.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/status.yaml', import.meta.url));

const namespace = useNamespace('status');
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'status-'));
});
after(() => rm(folder, { recursive: true }));

const status = (...args: string[]) => runProgram('status', '-n', namespace, ...args);
const annotate = (text: string) =>
  kubectl(['annotate', 'statefulset/web', '-n', namespace, '--overwrite', `per-pod-config=${text}`]);

test('when all is well it says so, and ends with 0', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'web');
  const { code, stdout, stderr } = await status();
  assert.deepEqual([code, stderr], [0, ''], stdout);
  for (const ordinal of [0, 1]) {
    assert.match(
      stdout,
      new RegExp(`web-${ordinal} +${ordinal} +Running +yes +ConfigMap node-${ordinal} +/network/conf +yes`),
    );
  }
  assert.match(stdout, /Webhook per-pod-config\/per-pod-config: well\n/);
  assert.match(stdout, /replicas: 2 of 2 ready\n/);
  assert.match(stdout, /serving certificate: covered by caBundle, (89|90) days left\n/);
});

test('a ConfigMap that is missing is named, and the pod that waits for it', async () => {
  await kubectl(['scale', 'statefulset/web', '-n', namespace, '--replicas=3']);
  await until('web-2 is told to wait', async () => {
    const { code, stdout } = await status('web');
    assert.equal(code, 1);
    assert.match(stdout, /web-2 +2 +ContainerCreating +yes +ConfigMap node-2 +\/network\/conf +no\n/);
    assert.match(stdout, /! web-2 waits for ConfigMap node-2, which does not exist: create it/);
  });
  await kubectl(['create', 'configmap', 'node-2', '-n', namespace, '--from-literal=conf=2']);
  await waitForStatefulSet(namespace, 'web');
  assert.equal((await status()).code, 0);
});

test('a pod of a former annotation must be re-created, and then it matches', async () => {
  await annotate('/etc/node');
  const { code, stdout } = await status();
  assert.equal(code, 1);
  assert.match(stdout, /web-0 +0 +Running +re-create +ConfigMap node-0 +\/network\/conf +yes\n/);
  assert.match(
    stdout,
    new RegExp(
      `! web-0 is outdated: .* ConfigMap node-0 at /etc/node instead of at /network/conf; kubectl delete pod web-0 -n ${namespace}\n`,
    ),
  );
  await kubectl(['delete', 'pod', 'web-0', '-n', namespace]);
  await waitForStatefulSet(namespace, 'web');
  const report = await readStatusReport('web', '-n', namespace);
  assert.deepEqual(
    report.statefulSets[0]?.pods.map(({ configuration }) => configuration),
    ['current', 'outdated', 'outdated'],
  );
});

test("a pod that is not there is explained by the webhook's own reason", async () => {
  // The validating webhook would refuse it at once; it is not asked about what it has not been called for.
  const sets = JSON.stringify([{ op: 'replace', path: '/spec/replicas', value: 0 }]);
  await kubectl(['patch', 'statefulset', 'web', '-n', namespace, '--type=json', '-p', sets]);
  await annotate('volumes: [{mountPath: /a, configMap: Node-$(ordinal)}]');
  await kubectl(['scale', 'statefulset/web', '-n', namespace, '--replicas=1']);
  await waitForEvent(namespace, 'web', 'FailedCreate', /invalid-annotation: /);
  const { code, stdout } = await status();
  assert.equal(code, 1);
  assert.match(stdout, /web-0 +0 +missing +- +- +- +-\n/);
  assert.match(stdout, /! web-0 was denied, last at 20[^ ]*Z: invalid-annotation: .*"Node-0"/);
  await annotate('/network/conf');
  await waitForStatefulSet(namespace, 'web');
});

test('a namespace that takes no part is named, and its pod is unconfigured', async () => {
  await kubectl(['label', 'namespace', namespace, 'per-pod-config=disabled']);
  await kubectl(['delete', 'pod', 'web-0', '-n', namespace]);
  await waitForStatefulSet(namespace, 'web');
  const [web] = (await readStatusReport('-n', namespace)).statefulSets;
  assert.match(web?.problems[0] ?? '', new RegExp(`^the webhook is not called in namespace ${namespace}`));
  assert.equal(web?.pods[0]?.configuration, 'unconfigured');
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  await kubectl(['delete', 'pod', 'web-0', '-n', namespace]);
  await waitForStatefulSet(namespace, 'web');
});

test('with -A the StatefulSets of all namespaces are shown', async () => {
  const { statefulSets } = await readStatusReport('-A');
  assert.ok(statefulSets.some(set => set.namespace === namespace && set.name === 'web'));
});

test('as a plugin of kubectl it is the same', async () => {
  // npm makes the program executable when it installs it; its source is not.
  await mkdir(join(folder, 'installed'));
  await symlink(MAIN, join(folder, 'installed', 'kubectl-per_pod_config'));
  const script = `#!/bin/sh\nexec node ${folder}/installed/kubectl-per_pod_config "$@"\n`;
  await writeFile(join(folder, 'kubectl-per_pod_config'), script, { mode: 0o755 });
  const path = `${folder}:${join(process.execPath, '..')}:${process.env['PATH']}`;
  const env = { ...process.env, PATH: path };
  const { code, stdout } = await runCommand('kubectl', ['per-pod-config', 'status', '-n', namespace], env);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /web-0 +0 +Running +yes/);
});

test('with --watch it prints again when something changes, and ends with 0 when it is asked to', {
  timeout: 60_000,
}, async t => {
  const child = spawn(process.execPath, [MAIN, 'status', '-n', namespace, '-w', '-o', 'json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL')); // a test that fails before would never end
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value as string);
  assert.equal((await next()).healthy, true);
  await annotate('/etc/node');
  assert.equal((await next()).statefulSets[0].pods[0].configuration, 'outdated');
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('who may read little is told what that leaves out, and gets the rest', async () => {
  const kubeconfig = join(folder, 'kubeconfig');
  await makeRestrictedUser(namespace, kubeconfig);
  const { code, stdout, stderr } = await runProgram('status', '--kubeconfig', kubeconfig);
  assert.deepEqual([code, stderr], [1, ''], stdout);
  assert.match(stdout, /web-0 +0 +Running +re-create +ConfigMap node-0 +\/network\/conf +\?\n/);
  for (const right of ['get configmaps in', 'get mutatingwebhookconfigurations', 'get namespaces']) {
    assert.match(stdout, new RegExp(`note: cannot tell .*: no right to ${right}`));
  }
  const all = await runProgram('status', '--kubeconfig', kubeconfig, '-A');
  assert.deepEqual([all.code, all.stdout], [1, '']);
  assert.match(all.stderr, /^error: no right to list statefulsets.*\n$/);
});
