import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CoreV1EventList } from '@kubernetes/client-node';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForEvent } from './pods.ts';
import { runProgram } from './program.ts';
import { until } from './until.ts';

const namespace = useNamespace('retry');
const NO_PODS = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'no-pods' } };

async function forbidPods(): Promise<void> {
  await apply(namespace, { ...NO_PODS, spec: { hard: { pods: '0' } } });
  await until('the quota is in force', async () => {
    const { status } = await read<{ status?: { hard?: object } }>(namespace, 'resourcequota', 'no-pods');
    assert.deepEqual(status?.hard, { pods: '0' });
  });
}

const makeSet = (name: string, replicas: number, annotation: string) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name, annotations: { 'per-pod-config': annotation } },
  spec: {
    replicas,
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'server', image: 'registry.k8s.io/pause:3.10' }],
      },
    },
  },
});

async function countFailures(name: string): Promise<number> {
  const selector = `--field-selector=involvedObject.name=${name},reason=FailedCreate`;
  const { items } = await read<CoreV1EventList>(namespace, 'events', selector);
  return items.reduce((sum, { count }) => sum + (count ?? 1), 0);
}

const exists = async (pod: string) =>
  (await kubectl(['get', 'pod', pod, '-n', namespace, '--ignore-not-found', '-o', 'name'])) !== '';

test('a retry brings the next try of the controller at once, which would be long in coming', async () => {
  await forbidPods();
  await apply(namespace, makeSet('web', 1, 'volumes: [{mountPath: /a, configMap: node}]'));
  // 5 ms, doubled each time: after the thirteenth failure it waits for 20 s at least.
  await until('the controller has failed often enough', async () => {
    const count = await countFailures('web');
    assert.ok(count >= 13, `${count} failures`);
  });
  const why = await runProgram('why', 'web-0', '-n', namespace);
  const command = `kubectl per-pod-config retry web -n ${namespace}`;
  assert.ok(why.stdout.includes(command), why.stdout);
  await apply(namespace, { ...NO_PODS, spec: { hard: { pods: '10' } } });
  await sleep(3_000);
  assert.ok(!(await exists('web-0')), 'the controller tried again by itself');
  const { code, stdout, stderr } = await runProgram('retry', 'web', '-n', namespace);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(
    stdout,
    /^statefulset\.apps\/web annotated in namespace .*: its controller tries again at once\n$/,
  );
  await until('the pod is created', async () => assert.ok(await exists('web-0')), 5);
  const { items } = await read<{ items: { metadata: { annotations?: object } }[] }>(namespace, 'pods');
  for (const { metadata } of items) assert.ok(!('per-pod-config/retried-at' in (metadata.annotations ?? {})));
});

test('a StatefulSet whose annotation is invalid can be annotated, too', async () => {
  const invalid = 'volumes: [{mountPath: /a, configMap: Node-$(ordinal)}]';
  await apply(namespace, makeSet('bad', 0, invalid));
  await kubectl(['scale', 'statefulset/bad', '-n', namespace, '--replicas=1']);
  await waitForEvent(namespace, 'bad', 'FailedCreate', /invalid-annotation: /);
  const { code, stderr } = await runProgram('retry', 'bad', 'gone', '-n', namespace);
  assert.deepEqual([code, stderr], [1, `error: StatefulSet ${namespace}/gone: does not exist\n`]);
  const marked = async () =>
    (await read<{ metadata: { annotations: object } }>(namespace, 'statefulset', 'bad')).metadata.annotations;
  const before = await marked();
  assert.ok('per-pod-config/retried-at' in before);
  const forced = ['--server-side', '--force-conflicts', '--field-manager=gitops'];
  await kubectl(['apply', ...forced, '-n', namespace, '-f', '-'], JSON.stringify(makeSet('bad', 1, invalid)));
  assert.ok('per-pod-config/retried-at' in (await marked()), 'an apply removed it');
});
