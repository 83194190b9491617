import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listMounts } from '../../src/status/list-mounts.ts';
import { makeBarePod, makeLivePod, makeWeb } from './web.ts';

const containers = [{ name: 'a', volumeMounts: [{ name: 'conf', mountPath: '/conf' }] }, { name: 'b' }];
const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers, volumes: [{ name: 'conf', emptyDir: {} }] },
};

const ROWS: readonly [title: string, annotation: string, mounts: readonly unknown[][]][] = [
  ['a ConfigMap in every container', '/c', [['ConfigMap', ['node-1'], '/c', false, ['a', 'b']]]],
  [
    'a Secret in one container, optional',
    'volumes: [{mountPath: /s, secret: {secretName: s, optional: true}, containers: [b]}]',
    [['Secret', ['s'], '/s', true, ['b']]],
  ],
  [
    'each source of a volume',
    'volumes: [{mountPath: /p, sources: [{configMap: {name: x, optional: true}}, {secret: {name: x}}, {files: {f: t}}]}]',
    [
      ['ConfigMap', ['x'], '/p', true, ['a', 'b']],
      ['Secret', ['x'], '/p', false, ['a', 'b']],
      ['Files', ['f'], '/p', false, ['a', 'b']],
    ],
  ],
  [
    'a volume of the template that is replaced, where the template mounts it',
    'volumes: [{name: conf, configMap: c}]',
    [['ConfigMap', ['c'], '/conf', false, ['a']]],
  ],
  [
    'variables, and all those of an object',
    'env: [{name: A, value: a}, {name: B, value: b, containers: [b]}]\nenvFrom: [{secret: s, optional: true, containers: [a]}]',
    [
      ['Variables', ['A', 'B'], null, false, ['a', 'b']],
      ['Secret', ['s'], null, true, ['a']],
    ],
  ],
];

describe('what a pod has by its annotation', () => {
  for (const [title, annotation, mounts] of ROWS) {
    it(title, async () => {
      const pod = await makeLivePod(makeWeb({ annotation, template }), 1);
      const found = listMounts(pod).map(one => [one.kind, one.names, one.path, one.optional, one.containers]);
      assert.deepEqual(found, mounts);
    });
  }

  it('is nothing for a pod that was created without', async () => {
    assert.deepEqual(listMounts(await makeBarePod(makeWeb(), 1)), []);
  });
});
