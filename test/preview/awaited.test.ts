import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lintSet } from '../../src/lint/lint-set.ts';
import { describePod } from '../../src/preview/describe-pod.ts';
import { listPodRows } from '../../src/preview/list-pod-rows.ts';
import { previewPod } from '../../src/preview/preview-pod.ts';
import { makeSet } from '../lint/read-sets.ts';

it('preview says which containers are awaited, and what they are to get', async () => {
  const { set } = makeSet(
    'volumes: [{mountPath: /m, configMap: x, injectedContainers: [proxy, a]}]\nenv: [{name: A, value: a, injectedContainers: [proxy]}]',
  );
  const pod = await previewPod(set, 0, 'default', () => undefined);
  assert.deepEqual(describePod(pod, new Set()).awaited, [
    { container: 'proxy', path: '/m' },
    { container: 'proxy', path: null },
  ]);
  assert.deepEqual(
    listPodRows(pod, new Set()).map(({ what, where, text, entries }) => [what, where, text, ...entries]),
    [
      ['ConfigMap x', '/m', 'not given', '-'],
      ['variables', 'environment (proxy)', '-', 'A=a'],
      ['container proxy', '-', 'awaited', 'another webhook is to add it'],
    ],
  );
});

it('preview says nothing of containers that are there', async () => {
  const { set } = makeSet('volumes: [{mountPath: /m, configMap: x, injectedContainers: [a]}]');
  const pod = await previewPod(set, 0, 'default', () => undefined);
  assert.equal('awaited' in describePod(pod, new Set()), false);
});

it('lint finds what is missing for a container that is awaited', async () => {
  const set = makeSet('volumes: [{mountPath: /m, configMap: x, injectedContainers: [proxy]}]');
  const { findings } = await lintSet(set, () => undefined, new Set(['ConfigMap'] as const));
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['missing-configmap'],
  );
});

it('the pods that preview prints do not have the container', async () => {
  const { set } = makeSet('env: [{name: A, value: a, injectedContainers: [proxy]}]');
  const { pod } = await previewPod(set, 0, 'default', () => undefined);
  assert.deepEqual(pod.spec.containers, [{ name: 'a' }]);
});
