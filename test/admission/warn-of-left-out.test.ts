import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findInBoth } from './find-in-both.ts';

const find = (text: string, spec?: object) => findInBoth(text, ['always-left-out'], spec);
const env = (when: string) => `env:\n- name: A\n  value: a\n  when: ${when}`;

describe('an element whose condition chooses no pod is worth a warning', () => {
  it('at the condition', async () => {
    assert.deepEqual(await find(env('ordinal > 5')), [
      'env[0]: no pod gets it, since "ordinal > 5" is false for all 3: correct the condition, or scale up',
    ]);
  });

  for (const [title, text, where] of [
    ['a volume', 'volumes: [{mountPath: /a, configMap: a, when: index == 3}]', 'volumes[0]'],
    [
      'a source',
      'volumes: [{mountPath: /a, sources: [{configMap: a}, {secret: a, when: pod == "web-3"}]}]',
      'volumes[0].sources[1]',
    ],
    ['a patch', 'patches: [{when: ordinal == 7, metadata: {labels: {a: b}}}]', 'patches[0]'],
    ['a source of variables', 'envFrom: [{configMap: b}, {configMap: a, when: ordinal < 0}]', 'envFrom[1]'],
    [
      'a condition that a variable names',
      `variables: {last: $(ordinal == 9)}\n${env('variables.last')}`,
      'env[0]',
    ],
  ] as const) {
    it(`wherever it is: ${title}`, async () => {
      const [found, ...others] = await find(text);
      assert.deepEqual(others, []);
      assert.ok(found?.startsWith(`${where}: no pod gets it, since "`), String(found));
    });
  }

  for (const [title, text, spec] of [
    ['a pod gets it', env('ordinal == 2'), undefined],
    ['it is switched off', env('false'), undefined],
    ['it depends on more than the pod', env('ns == "elsewhere" && ordinal == 0'), undefined],
    ['it depends on a label', env('has(labels.role)'), undefined],
    ['it depends on the number of pods', env('replicas > 3 && ordinal == 0'), undefined],
    ['there are no pods', env('ordinal > 5'), { replicas: 0 }],
    ['somebody else scales the set', env('ordinal > 5'), { replicas: undefined }],
  ] as const) {
    it(`but not where ${title}`, async () => assert.deepEqual(await find(text, spec), []));
  }

  it('but not where not all pods were tried out', async () => {
    assert.deepEqual(await find(env('ordinal == 1500'), { replicas: 2_000 }), []);
  });
});
