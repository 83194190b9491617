import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { type Exists, reportPod } from '../../src/status/report-pod.ts';
import { makeBarePod, makeLivePod, makeWeb, RUNNING } from './web.ts';

const LATER = '2026-01-01T00:00:00Z';

async function report(set: LiveStatefulSet, pod: LivePod, exists: Exists = () => true) {
  const [facts] = await collectPods(set, [pod], () => true);
  assert.ok(facts !== undefined);
  const { configuration, recreate, problems } = reportPod(facts, exists, []);
  return { configuration, recreate, problems };
}

const other = (spec: object = {}) => makeWeb({ replicas: 1, annotation: '/other', ...spec });
const ending = (pod: LivePod) => ({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: LATER } });
const failed = async () => makeLivePod(makeWeb(), 0, { ...RUNNING, phase: 'Failed', reason: 'Evicted' });
const QUIET = { configuration: null, recreate: false, problems: [] };

describe('nothing is advised about a pod', () => {
  it('that there are too many of', async () => {
    assert.deepEqual(await report(other({ replicas: 0 }), await makeLivePod(makeWeb(), 0)), QUIET);
    const bad = other({ replicas: 0, annotation: 'x' });
    assert.deepEqual(await report(bad, await makeBarePod(makeWeb(), 0)), QUIET);
  });

  it('that is terminating', async () => {
    assert.deepEqual(await report(other(), ending(await makeLivePod(makeWeb(), 0))), QUIET);
  });

  it('that goes with its StatefulSet', async () => {
    const set = other({ annotation: 'x' });
    const deleted = { ...set, metadata: { ...set.metadata, deletionTimestamp: LATER } };
    assert.deepEqual(await report(deleted, await makeLivePod(makeWeb(), 0)), QUIET);
  });

  it('that has failed or ended: the controller replaces it', async () => {
    assert.deepEqual(await report(other(), await failed()), QUIET);
    const ended = await makeLivePod(makeWeb(), 0, { phase: 'Succeeded' });
    assert.deepEqual(await report(other(), ended), QUIET);
    assert.deepEqual(await report(makeWeb({ replicas: 1 }), await failed()), QUIET);
  });
});

describe('of a pod that is replaced is told', () => {
  it('that the next one will be denied', async () => {
    for (const pod of [await failed(), ending(await makeLivePod(makeWeb(), 0))]) {
      const { problems } = await report(other({ annotation: 'x' }), pod);
      assert.match(
        problems.join('\n'),
        /^would be denied if it were created again: invalid-annotation: [^\n]*$/,
      );
    }
  });

  it('what the next one will wait for, and not what this one lacks', async () => {
    const { problems } = await report(makeWeb({ replicas: 1 }), await failed(), () => false);
    assert.deepEqual(problems, [
      'would wait for ConfigMap node-0, which does not exist, if it were created again',
    ]);
  });
});

describe('of a pod without an object that no new one needs', () => {
  it('is told that a new one does not need it, be it waiting or running', async () => {
    const set = other({ annotation: 'volumes: [{mountPath: /a, configMap: right}]' });
    const running = await report(set, await makeLivePod(makeWeb(), 0), (_, name) => name === 'right');
    assert.equal(
      running.problems[1],
      'runs on without ConfigMap node-0, which does not exist any more: a new pod does not need it',
    );
    const pending = await makeLivePod(makeWeb(), 0, { phase: 'Pending' });
    const { problems, recreate } = await report(set, pending, (_, name) => name === 'right');
    assert.equal(recreate, true);
    assert.match(problems[0] ?? '', /ConfigMap right at \/a.*; kubectl delete pod web-0 -n prod/);
    assert.equal(problems[1], 'waits for ConfigMap node-0, which does not exist: a new pod does not need it');
  });
});

describe('of a pod that is replaced is told nothing', () => {
  it('where no webhook is called for the next one', async () => {
    const pod = await failed();
    const [facts] = await collectPods(other({ annotation: 'x' }), [pod], () => false);
    assert.ok(facts !== undefined);
    assert.deepEqual(reportPod(facts, () => true, []).problems, []);
  });
});
