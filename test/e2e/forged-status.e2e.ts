import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1Pod } from '@kubernetes/client-node';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { apply, kubectl, read, runKubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPod, waitForPod } from './pods.ts';
import { readStatusReport, runProgram } from './program.ts';
import { until } from './until.ts';

const namespace = useNamespace('forged-status', { 'per-pod-config': 'disabled' });

const FILE = 'per-pod-config/file-0123456789abcdef';

/** What the webhook would write on pod 0, and a text of a file. */
const LEFT_OVER = {
  [STATUS_ANNOTATION]: JSON.stringify({
    ordinal: 0,
    volumes: [{ name: 'per-pod-config-0', mountPath: '/network/conf', configMap: 'node-0' }],
    annotationHash: '0123456789abcdef',
  }),
  [FILE]: 'left over',
};

function makeSet(name: string, onTemplate: Readonly<Record<string, string>>, replicas = 1): object {
  const labels = { app: name };
  const main = { name: 'main', image: 'docker.io/library/busybox:1', command: ['sleep', 'infinity'] };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, annotations: { 'per-pod-config': '/network/conf' } },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: onTemplate },
        spec: {
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: 1,
          containers: [{ ...main, imagePullPolicy: 'IfNotPresent' }],
        },
      },
    },
  };
}

/** What kubectl prints beside: warnings. */
async function applyAndListen(object: object, ...options: string[]): Promise<string> {
  const args = ['apply', '-n', namespace, '-f', '-', ...options];
  return (await runKubectl(args, JSON.stringify(object))).stderr;
}

const isRefused = (object: object, ...options: string[]) =>
  assert.rejects(
    applyAndListen(object, ...options),
    /per-pod-config: left-over-status: spec\.template\.metadata\.annotations: expected no .*per-pod-config\//,
  );

const statusOf = ({ metadata }: V1Pod) => JSON.parse(metadata?.annotations?.[STATUS_ANNOTATION] ?? '{}');

test('where the webhook is not called, a StatefulSet with a left-over status has pods that only seem configured', async () => {
  for (const ordinal of [0, 1]) {
    const metadata = { name: `node-${ordinal}` };
    await apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { file: 'text' } });
  }
  await apply(namespace, makeSet('old', LEFT_OVER));
  const pod = await waitForPod(namespace, 'old-0');
  assert.equal(pod.metadata?.annotations?.[STATUS_ANNOTATION], LEFT_OVER[STATUS_ANNOTATION]);
  assert.equal(pod.spec?.volumes, undefined);
});

test('status and why are not deceived', async () => {
  const { statefulSets } = await readStatusReport('-n', namespace);
  const [pod] = statefulSets[0]?.pods ?? [];
  assert.deepEqual([pod?.configuration, pod?.mounts], ['unconfigured', []]);
  const { stdout } = await runProgram('why', 'old-0', '-n', namespace);
  assert.match(stdout, /\nnot configured: /);
});

test('once it is called, a new StatefulSet with one is refused when it is applied', async () => {
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  await until('the API server calls the webhook', () =>
    isRefused(makeSet('fresh', LEFT_OVER), '--dry-run=server'),
  );
  for (const key of [STATUS_ANNOTATION, FILE]) await isRefused(makeSet('fresh', { [key]: '{}' }));
  await assert.rejects(read(namespace, 'statefulset', 'fresh'), /NotFound/);
});

test('a pod that is created again gets its configuration, and a status that is true', async () => {
  await kubectl(['delete', 'pod', 'old-0', '-n', namespace]);
  const pod = await waitForPod(namespace, 'old-0');
  assertMounted(pod, 'node-0');
  assert.notEqual(pod.metadata?.annotations?.[STATUS_ANNOTATION], LEFT_OVER[STATUS_ANNOTATION]);
  assert.equal((await readStatusReport('-n', namespace)).statefulSets[0]?.pods[0]?.configuration, 'current');
});

test('the StatefulSet can be scaled by an update of all of it, with a warning, and its next pod is configured, too', async () => {
  assert.match(
    await applyAndListen(makeSet('old', LEFT_OVER, 2)),
    /^Warning: per-pod-config: valid: spec\.template\.metadata\.annotations: expected no per-pod-config\//m,
  );
  const pod = await waitForPod(namespace, 'old-1');
  assertMounted(pod, 'node-1');
  assert.equal(statusOf(pod).ordinal, 1);
});

test('but not with another status, and without one there is no warning', async () => {
  await isRefused(makeSet('old', { ...LEFT_OVER, [STATUS_ANNOTATION]: '{}' }, 2));
  assert.equal(await applyAndListen(makeSet('old', {}, 2)), '');
  await kubectl(['rollout', 'status', 'statefulset/old', '-n', namespace, '--timeout=120s']);
  const pod = await readPod(namespace, 'old-0');
  assertMounted(pod, 'node-0');
  assert.equal(pod.metadata?.annotations?.[FILE], undefined);
  await isRefused(makeSet('old', LEFT_OVER, 2));
});
