import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForPod, waitForStatefulSet } from './pods.ts';
import { readStatusReport, runCommand, runProgram } from './program.ts';
import { makeRestrictedUser } from './restricted-user.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/revisions.yaml', import.meta.url));

const namespace = useNamespace('revisions');
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revisions-'));
});
after(() => rm(folder, { recursive: true }));

const at = (path: string) => `volumes: [{mountPath: ${path}, configMap: all}]`;

async function change(set: string, spec: object): Promise<void> {
  await kubectl(['patch', 'statefulset', set, '-n', namespace, '-p', JSON.stringify({ spec })]);
  await until(`the controller has seen the change of ${set}`, async () => {
    const { metadata, status } = await read<{
      metadata: { generation: number };
      status: { observedGeneration: number };
    }>(namespace, 'statefulset', set);
    assert.equal(status.observedGeneration, metadata.generation);
  });
}

const annotateTemplate = (text: string, more: object = {}) => ({
  template: { metadata: { annotations: { 'per-pod-config': text } }, ...more },
});

async function readSet(name = 'web') {
  const [set] = (await readStatusReport(name, '-n', namespace)).statefulSets;
  assert.ok(set !== undefined);
  return set;
}

const matches = async (name = 'web') => (await readSet(name)).pods.map(({ configuration }) => configuration);

/** Runs what status says for a shell: the line for several pods, or else the command for each. */
async function follow(name = 'web'): Promise<void> {
  const { problems, pods } = await readSet(name);
  const loops = problems.flatMap(text => /for pod in .*; done/.exec(text) ?? []);
  const commands = pods.flatMap(pod =>
    pod.problems.flatMap(text => /kubectl delete pod [a-z0-9-]+ -n [a-z0-9-]+/.exec(text) ?? []),
  );
  const [script, ...others] = loops.length > 0 ? loops : commands;
  assert.ok(script !== undefined && others.length === 0, JSON.stringify({ problems, pods }));
  const { code, stderr } = await runCommand('sh', ['-c', script]);
  assert.equal(code, 0, stderr);
}

async function assertWell(name = 'web'): Promise<void> {
  await until(`all pods of ${name} are current`, async () => {
    const { code, stdout } = await runProgram('status', name, '-n', namespace);
    assert.equal(code, 0, stdout);
  });
}

test('pods below a partition are compared with what they are made from, and need nothing', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  await waitForStatefulSet(namespace, 'web');
  const { metadata } = await waitForPod(namespace, 'web-2');
  await change('web', annotateTemplate(at('/etc/node')));
  await waitForPod(namespace, 'web-2', metadata?.uid);
  const { code, stdout } = await runProgram('status', 'web', '-n', namespace);
  assert.match(stdout, /web-1 +1 +Running +yes +ConfigMap all +\/network\/conf +yes\n/);
  assert.match(stdout, /web-2 +2 +Running +yes +ConfigMap all +\/etc\/node +yes\n/);
  assert.match(
    stdout,
    /note: .*below its partition \(2\) are compared with ControllerRevision web-[0-9a-z]+\n/,
  );
  assert.equal(code, 0, stdout);
  await kubectl(['delete', 'pod', 'web-0', '-n', namespace]);
  await waitForPod(namespace, 'web-0');
  assert.deepEqual(await matches(), ['current', 'current', 'current']);
  const why = await runProgram('why', 'web-0', '-n', namespace);
  assert.match(why.stdout, /it gets ConfigMap all at \/network\/conf, in server, helper\n/);
  assert.equal(why.code, 0, why.stdout);
});

test('who may not read the revisions is told that, and gets no advice', async () => {
  const kubeconfig = join(folder, 'kubeconfig');
  await makeRestrictedUser(namespace, kubeconfig);
  const { stdout } = await runProgram('status', 'web', '--kubeconfig', kubeconfig);
  assert.match(stdout, /web-0 +0 +Running +\? +ConfigMap all /);
  assert.match(stdout, /web-2 +2 +Running +yes +ConfigMap all /);
  assert.match(stdout, /note: cannot tell what .* are made from: no right to get controllerrevisions/);
  assert.doesNotMatch(stdout, /^! web-/m);
});

test('a higher partition takes a new pod back to the former revision, which is told with the way out', async () => {
  await change('web', { updateStrategy: { rollingUpdate: { partition: 3 } } });
  const { pods } = await readSet();
  assert.deepEqual(
    pods.map(({ configuration, recreate }) => [configuration, recreate]),
    [
      ['current', false],
      ['current', false],
      ['outdated', false],
    ],
  );
  assert.match(pods[2]?.problems[0] ?? '', /\/network\/conf instead of at \/etc\/node; lower the partition/);
  await follow();
  await assertWell();
});

test('pods of a set with OnDelete are compared with the latest template, and are re-created in order', async () => {
  await change('web', { updateStrategy: { type: 'OnDelete', rollingUpdate: null } });
  const { pods, problems } = await readSet();
  assert.deepEqual(
    pods.map(pod => pod.recreate),
    [true, true, true],
  );
  assert.match(
    pods[0]?.problems[0] ?? '',
    /ConfigMap all at \/etc\/node instead of at \/network\/conf; kubectl/,
  );
  assert.match(problems[0] ?? '', /: for pod in web-2 web-1 web-0; do/);
  await follow();
  await assertWell();
});

test('an annotation that becomes invalid is told as what comes next, beside what is there', async () => {
  // Else the validating webhook would refuse it.
  await kubectl(['label', 'namespace', namespace, 'per-pod-config=disabled']);
  await change('web', annotateTemplate('neither'));
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  const { code, stdout } = await runProgram('status', 'web', '-n', namespace);
  assert.equal(code, 1);
  assert.match(stdout, /web-1 +1 +Running +no +ConfigMap all +\/etc\/node +yes\n/);
  assert.match(
    stdout,
    /! web-1 has ConfigMap all at \/etc\/node, but would be denied if it were created again: invalid-annotation: /,
  );
  assert.doesNotMatch(stdout, /kubectl delete/);
  const why = await runProgram('why', 'web-1', '-n', namespace);
  assert.match(why.stdout, /\n! it has ConfigMap all at \/etc\/node, but would be denied/);
  await change('web', annotateTemplate(at('/etc/node')));
  await assertWell();
});

test('an annotation that is written onto a pod is told beside what it has, and what a new one gets', async () => {
  const text = `per-pod-config=${at('/elsewhere')}`;
  await kubectl(['annotate', 'pod', 'web-0', '-n', namespace, '--overwrite', text]);
  const { pods } = await readSet();
  assert.equal(pods[0]?.configuration, 'current');
  assert.deepEqual(pods[0]?.problems, [
    'has ConfigMap all at /etc/node, while its annotation, changed since it was created, asks for ConfigMap all at /elsewhere; re-created, it gets ConfigMap all at /etc/node',
  ]);
  await kubectl(['delete', 'pod', 'web-0', '-n', namespace]);
  await assertWell();
});

test('a container that leaves the template makes no pod outdated, nor hides what does', async () => {
  const remove = { $patch: 'delete', name: 'helper' };
  await change('web', annotateTemplate(at('/etc/node'), { spec: { containers: [remove] } }));
  assert.deepEqual(await matches(), ['current', 'current', 'current']);
  await change('web', { replicas: 2, ...annotateTemplate(at('/last')) });
  await kubectl(['wait', '--for=delete', 'pod/web-2', '-n', namespace, '--timeout=60s']);
  assert.match((await readSet()).pods[0]?.problems[0] ?? '', /at \/last instead of at \/etc\/node; kubectl/);
  await follow();
  await assertWell();
});

test('a pod that the rolling update waits for is deleted by hand, as status says', async () => {
  await change('stuck', annotateTemplate(at('/network/conf')));
  const { pods } = await readSet('stuck');
  assert.deepEqual(pods[0]?.problems, [
    `is outdated: re-created, it gets ConfigMap all at /network/conf instead of ConfigMap al; kubectl delete pod stuck-0 -n ${namespace}, as the rolling update waits until it is ready`,
    'waits for ConfigMap al, which does not exist: a new pod does not need it',
  ]);
  await follow('stuck');
  await assertWell('stuck');
});
