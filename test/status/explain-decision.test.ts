import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainPod, explainPodOf } from '../../src/status/explain-decision.ts';
import { makeWeb } from './web.ts';

describe('the decision for a pod is explained', () => {
  it('where it is configured, by what it mounts', async () => {
    const { outcome, message, mounts, steps } = await explainPodOf(makeWeb(), 2);
    assert.deepEqual([outcome, message], ['mount', 'the pod is created with its configuration']);
    assert.deepEqual(
      mounts.map(({ names, path }) => [...names, path]),
      [['node-2', '/network/conf']],
    );
    assert.equal(steps.length, 5);
  });

  it('where a condition leaves elements out, by which and why', async () => {
    const annotation = `
      variables: {primary: $(ordinal == 0)}
      volumes:
        - {mountPath: /a, configMap: a}
        - {mountPath: /b, configMap: b, when: variables.primary}
      env: [{name: A, value: a, when: false}]`;
    const { mounts, leftOut, steps } = await explainPodOf(makeWeb({ annotation }), 2);
    assert.deepEqual(
      mounts.map(({ path }) => path),
      ['/a'],
    );
    assert.deepEqual(leftOut, [
      { where: 'volumes[1]', when: 'variables.primary' },
      { where: 'env[0]', when: 'false' },
    ]);
    assert.deepEqual(steps.slice(-2), [
      'volumes[1] is left out: variables.primary is false for ordinal 2',
      'env[0] is left out: its when is false for ordinal 2',
    ]);
    assert.deepEqual((await explainPodOf(makeWeb({ annotation }), 0)).leftOut.length, 1);
  });

  it('where it is denied, by the reason that the webhook gives, and without mounts', async () => {
    const { outcome, message, mounts } = await explainPodOf(makeWeb({ annotation: 'x' }), 2);
    assert.equal(outcome, 'deny');
    assert.match(message, /^annotation per-pod-config: /);
    assert.deepEqual(mounts, []);
  });

  it('where a label is not known yet, by what depends on it; not where the cluster tells it', async () => {
    const text = `env: [{name: A, value: '$({"a": "b"}[labels["controller-revision-hash"]])'}]`;
    const { status: _, ...unknown } = makeWeb({ annotation: text });
    const guessed = await explainPodOf(unknown, 2);
    assert.equal(guessed.outcome, 'allow');
    assert.match(guessed.message, /^not checked, as label controller-revision-hash is not known yet: /);
    const named = { ...makeWeb({ annotation: text }), status: { updateRevision: 'web-xxxxxxxxxx' } };
    assert.equal((await explainPodOf(named, 2)).outcome, 'deny');
  });

  it('where it is left as it is, by why', async () => {
    const { outcome, message, mounts } = await explainPodOf(makeWeb({ annotation: null }), 2);
    assert.deepEqual([outcome, mounts], ['allow', []]);
    assert.equal(message, 'neither it nor its StatefulSet is annotated: it is created as it is');
    const bare = { metadata: { name: 'web-2' }, spec: { containers: [] } };
    const alone = await explainPod(bare, 'prod', async () => undefined);
    assert.equal(alone.message, 'no StatefulSet is its controller owner: it is created as it is');
  });
});
