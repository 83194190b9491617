import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { NAME, readWebhookPods, scaleWebhook } from './installation.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { openPodApi } from './pod-api.ts';
import { waitForEvent, waitForPod } from './pods.ts';
import { readStatusReport, runProgram } from './program.ts';
import { until } from './until.ts';

const manifest = (name: string) => fileURLToPath(new URL(`manifests/${name}.yaml`, import.meta.url));

const namespace = useNamespace('guard-status');
const MUTATING = 'mutatingwebhookconfiguration';
const BINDING = 'validatingadmissionpolicybinding/per-pod-config-guard-statefulset';
after(() => scaleWebhook(2));

async function bind(action: string): Promise<void> {
  const patch = { spec: { validationActions: [action] } };
  await kubectl(['patch', BINDING, '--type=merge', '-p', JSON.stringify(patch)]);
}

async function patchConfiguration(operation: object): Promise<void> {
  await kubectl(['patch', MUTATING, NAME, '--type=json', '-p', JSON.stringify([operation])]);
}

test('status finds the guard in force, and nothing wrong with it', async () => {
  await kubectl(['apply', '-n', namespace, '-f', manifest('one-pod'), '-f', manifest('bystanders')]);
  for (const pod of ['one-0', 'plain-set-0', 'plain-set-1']) await waitForPod(namespace, pod);
  const { webhook, healthy } = await readStatusReport('-n', namespace);
  assert.deepEqual(webhook.guard, { template: true, statefulSet: true });
  assert.deepEqual([webhook.mutating?.failurePolicy, webhook.problems, healthy], ['Ignore', [], true]);
  const { code, stdout } = await runProgram('why', 'one-0', '-n', namespace);
  assert.match(stdout, /\n {2}1\. the webhook is called for it, by its labels/);
  assert.equal(code, 0);
});

// To delete the binding would stop the API server's watch of StatefulSets for the policy, until it is restarted.
test('status misses the guard where a binding denies nothing', async () => {
  await bind('Warn');
  try {
    const { webhook, healthy } = await readStatusReport('-n', namespace);
    assert.deepEqual([webhook.guard, healthy], [{ template: true, statefulSet: false }, false]);
    assert.match(
      webhook.problems.join('\n'),
      /per-pod-config-guard-statefulset has no binding .* that denies/,
    );
  } finally {
    await bind('Deny');
  }
});

test('status and why say that the guard holds up the annotated pod while the webhook is unavailable', async () => {
  await scaleWebhook(0);
  await until('no replica of the webhook is left', async () => assert.deepEqual(await readWebhookPods(), []));
  await kubectl(['delete', 'pod', 'one-0', '-n', namespace, '--wait=false']);
  await waitForEvent(
    namespace,
    'one',
    'FailedCreate',
    /'per-pod-config-guard-statefulset' .* denied request/,
  );
  await until('status says so', async () => {
    const { code, stdout } = await runProgram('status', '-n', namespace);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /\n! one-0 was held up by the guard, last at 20\S+Z, because the webhook had not configured it: .*\n {2}Now, too, the webhook is una.*\n {2}Once /,
    );
    assert.match(
      stdout,
      /: the webhook is unavailable, and annotated pods cannot be created, others can: delete no annotated one\n/,
    );
  });
  const why = await runProgram('why', 'one-0', '-n', namespace);
  assert.match(
    why.stdout,
    /\nnot created: the API server rejects the pod: the webhook is unavailable: .*; so the guard denies the pod \(/,
  );
  assert.equal(why.code, 1);
});

test('meanwhile, why says of a pod that is not annotated that it is created as it is', async () => {
  const { code, stdout } = await runProgram('why', 'plain-set-1', '-n', namespace);
  assert.match(stdout, /\nleft as it is: not-annotated: .*it is created as it is\n/);
  assert.equal(code, 0);
});

test('when the webhook is back, the pod is created, and status finds nothing wrong', async () => {
  await scaleWebhook(2);
  await kubectl(['annotate', 'statefulset', 'one', '-n', namespace, 'retried=yes', '--overwrite']);
  await waitForPod(namespace, 'one-0');
  await until('status finds nothing wrong', async () =>
    assert.equal((await readStatusReport('-n', namespace)).healthy, true),
  );
});

test('why names the condition that looks at the pod only, where the StatefulSet is annotated', async () => {
  const expression = "has(object.metadata.annotations) && 'per-pod-config' in object.metadata.annotations";
  const path = '/webhooks/0/matchConditions/-';
  await patchConfiguration({ op: 'add', path, value: { name: 'annotated', expression } });
  try {
    const { stdout } = await runProgram('why', 'one-0', '-n', namespace);
    assert.match(
      stdout,
      /\nnot created: .* its matchCondition annotated is false for this pod: .* put the annotation on the pod template .* the guard denies/,
    );
    const set = await read<StatefulSetObject>(namespace, 'statefulset', 'one');
    const api = await openPodApi(namespace);
    await until('the API server knows of the condition', () =>
      assert.rejects(api.tryOut(makePod(set, 9)), /'per-pod-config-guard-statefulset' .* denied request/),
    );
  } finally {
    await patchConfiguration({ op: 'remove', path: '/webhooks/0/matchConditions/1' });
  }
});
