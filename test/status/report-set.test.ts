import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods, type IsCalled } from '../../src/status/collect-pods.ts';
import { reportSet } from '../../src/status/report-set.ts';
import { makeWeb } from './web.ts';

const report = async (set = makeWeb(), isCalled: IsCalled = () => true) =>
  reportSet(set, await collectPods(set, [], isCalled), () => true, []);

describe('the report on a StatefulSet', () => {
  it('has its pods, its replicas and where its annotation stands', async () => {
    const { namespace, name, replicas, annotationOn, problems, pods } = await report();
    assert.deepEqual(
      [namespace, name, replicas, annotationOn, problems],
      ['prod', 'web', 3, 'StatefulSet', []],
    );
    assert.equal(pods.length, 3);
    assert.equal((await report(makeWeb({ onTemplate: '/a' }))).annotationOn, 'template');
    const { replicas: _, ...spec } = makeWeb().spec;
    assert.equal((await report({ ...makeWeb(), spec })).replicas, 1);
  });

  it('says when not all of its pods are listed', async () => {
    const set = makeWeb({ replicas: 10 ** 9 });
    const { problems, pods } = await report(set);
    assert.deepEqual([problems, pods.length], [['only 1000 of 1000000000 pods are listed'], 1_000]);
    assert.deepEqual((await report(makeWeb({ replicas: 1_000 }))).problems, []);
  });

  it('says what its template has that only per-pod-config writes', async () => {
    const { template, ...spec } = makeWeb().spec;
    const annotations = { 'per-pod-config/status': '{}' };
    const copied = { ...template, metadata: { ...template.metadata, annotations } };
    const { problems } = await report({ ...makeWeb(), spec: { ...spec, template: copied } });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^left-over-status: .* no per-pod-config\/status: .*remove it/);
  });

  it('says when the webhook is not called for a pod, and nothing where that is not known', async () => {
    const { problems } = await report(makeWeb(), () => false);
    assert.match(problems.join('\n'), /^the webhook is not called in namespace prod: its labels/);
    assert.deepEqual((await report(makeWeb(), () => undefined)).problems, []);
  });
});
