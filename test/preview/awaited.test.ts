import assert from 'node:assert/strict';
import { it } from 'node:test';
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
      ['container proxy', '/m', 'awaited', 'volumes[0]: another webhook is to add this container'],
      ['container proxy', 'environment', 'awaited', 'env[0]: another webhook is to add this container'],
    ],
  );
});

it('preview says nothing of containers that are there', async () => {
  const { set } = makeSet('volumes: [{mountPath: /m, configMap: x, injectedContainers: [a]}]');
  const pod = await previewPod(set, 0, 'default', () => undefined);
  assert.equal('awaited' in describePod(pod, new Set()), false);
});
