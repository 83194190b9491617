import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf, readFolder } from './inside.ts';
import { NAME, readWebhookPods, scaleWebhook } from './installation.ts';
import { apply, kubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, assertUntouched, readPods, waitForEvent, waitForPod } from './pods.ts';
import { runProgram } from './program.ts';
import { until } from './until.ts';

const manifest = (name: string) => fileURLToPath(new URL(`manifests/${name}.yaml`, import.meta.url));
const MOUNTED = manifest('one-pod');
const BYSTANDERS = manifest('bystanders');

const namespace = useNamespace('fail-closed');
before(() => replaceFailurePolicy('Fail'));
after(async () => {
  await scaleWebhook(2);
  await replaceFailurePolicy('Ignore');
});

/** Fail is what the base has without the guard. */
async function replaceFailurePolicy(value: string): Promise<void> {
  const patch = JSON.stringify([{ op: 'replace', path: '/webhooks/0/failurePolicy', value }]);
  await kubectl(['patch', 'mutatingwebhookconfiguration', NAME, '--type=json', '-p', patch]);
}

test('while the webhook is away, no pod of a StatefulSet starts unconfigured', async () => {
  await kubectl(['apply', '-n', namespace, '-f', MOUNTED, '-f', BYSTANDERS]);
  for (const pod of ['one-0', 'plain-set-0', 'plain-set-1']) await waitForPod(namespace, pod);
  await scaleWebhook(0);
  await until('no replica of the webhook is left', async () => assert.deepEqual(await readWebhookPods(), []));
  await kubectl(['delete', 'pod', 'one-0', 'plain-set-1', '-n', namespace, '--wait=false']);
  // Whether a StatefulSet is annotated, only the webhook can tell: all of them wait.
  for (const set of ['one', 'plain-set']) {
    await waitForEvent(namespace, set, 'FailedCreate', /failed calling webhook "pods.per-pod-config.svc"/);
  }
  await until('one-0 is gone', async () => assert.deepEqual(await readPods(namespace, 'one'), []));
});

test('status and why say that nothing answers, show the event, and advise to delete no pod', async () => {
  const { code, stdout } = await runProgram('status', '-n', namespace);
  assert.equal(code, 1);
  assert.match(
    stdout,
    /! one-0 could not be created, last at 20\S+Z: .*failed calling webhook "pods\.per-pod-config\.svc"/,
  );
  assert.match(
    stdout,
    /has no endpoint that is ready: the webhook is unavailable, and no pod that it is called for can be created: delete none/,
  );
  const why = await runProgram('why', 'one-0', '-n', namespace);
  assert.equal(why.code, 1);
  assert.match(
    why.stdout,
    /\nnot created: the API server rejects the pod: the webhook is unavailable: Service /,
  );
  assert.match(why.stdout, /\n! it could not be created, last at 20\S+Z: .*failed calling webhook/);
  const plain = await runProgram('why', 'plain-set-1', '-n', namespace);
  assert.match(plain.stdout, /\nnot created: the API server rejects the pod: the webhook is unavailable/);
});

test('pods that run already go on, and those of Deployments are created as ever', async () => {
  await waitForPod(namespace, 'plain-set-0');
  await kubectl(['scale', 'deployment/plain-deployment', '-n', namespace, '--replicas=3']);
  await kubectl(['rollout', 'status', 'deployment/plain-deployment', '-n', namespace, '--timeout=90s']);
  const pods = await readPods(namespace, 'plain-deployment');
  assert.equal(pods.length, 3);
  for (const pod of pods) assertUntouched(pod);
  assert.deepEqual(await readPods(namespace, 'one'), []);
});

test('everything recovers by itself when the webhook is back', async () => {
  await scaleWebhook(2);
  assertMounted(await waitForPod(namespace, 'one-0'), 'node-0');
  const files = await readFolder({ namespace, pod: 'one-0' }, '/network/conf');
  assert.deepEqual(files, await filesOf(namespace, 'node-0'));
  assertUntouched(await waitForPod(namespace, 'plain-set-1'));
  const { code, stdout } = await runProgram('why', 'one-0', '-n', namespace);
  assert.match(stdout, /\nconfigured: mounted: .*\n\nnow: Running, with just that\n$/);
  assert.equal(code, 0);
});

test('where the webhook is not installed, no pod is called configured: the guard is still there', async () => {
  const kind = 'mutatingwebhookconfiguration';
  const saved = JSON.parse(await kubectl(['get', kind, NAME, '-o', 'json']));
  const { name, labels } = saved.metadata;
  await kubectl(['delete', kind, NAME]);
  try {
    const { code, stdout } = await runProgram('why', 'one-0', '-n', namespace);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /\nnot created: .*the webhook is not installed: .*guard denies the pod \(ValidatingAdmissionPolicy per-pod-config-guard-statefulset\)/,
    );
    const status = await runProgram('status', '-n', namespace);
    assert.match(
      status.stdout,
      /\n! there is no MutatingWebhookConfiguration per-pod-config: annotated pods cannot be created/,
    );
  } finally {
    await apply('default', { ...saved, metadata: { name, labels } });
  }
});
