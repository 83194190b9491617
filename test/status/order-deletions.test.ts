import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { reportSet } from '../../src/status/report-set.ts';
import { CREATING, makeLivePod, makeWeb } from './web.ts';

async function listProblems(set: LiveStatefulSet, pods: readonly LivePod[]): Promise<readonly string[]> {
  return reportSet(set, await collectPods(set, pods, () => true), () => true, []).problems;
}

const makePods = (ordinals: readonly number[], status?: LivePod['status']) =>
  Promise.all(ordinals.map(ordinal => makeLivePod(makeWeb(), ordinal, status)));

const changed = (spec: object = {}) => makeWeb({ annotation: '/etc/node', ...spec });
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('several pods that must be re-created', () => {
  it('are told in one line, highest ordinal first, each once the one before is ready', async () => {
    assert.deepEqual(await listProblems(changed(), await makePods([0, 1, 2])), [
      'to re-create its pods one after the other: for pod in web-2 web-1 web-0; do kubectl delete pod $pod -n prod && ' +
        'kubectl wait pod/$pod -n prod --for=create --timeout=10m && ' +
        'kubectl wait pod/$pod -n prod --for=condition=Ready --timeout=10m || break; done',
    ]);
  });

  it('are no such line where there is one, or none, or where the rolling update does it', async () => {
    assert.deepEqual(await listProblems(changed({ replicas: 1 }), await makePods([0])), []);
    assert.deepEqual(await listProblems(makeWeb(), await makePods([0, 1, 2])), []);
    const rolling = { ...changed(), status: { updateRevision: 'web-2' } };
    assert.deepEqual(await listProblems(rolling, await makePods([0, 1, 2])), []);
    assert.deepEqual(await listProblems(changed({ annotation: 'x' }), await makePods([0, 1, 2])), []);
  });

  it('begin with those that are not ready, lowest first: none is created while one of these waits', async () => {
    const pods = [...(await makePods([0, 1], CREATING)), ...(await makePods([2, 3]))];
    const [line] = await listProblems(changed({ replicas: 4 }), pods);
    assert.match(line ?? '', /: for pod in web-0 web-1 web-3 web-2; do /);
  });

  it('wait for another pod that is not ready, unless they are managed in parallel', async () => {
    const pods = [...(await makePods([1, 2])), await makeLivePod(changed(), 0, CREATING)];
    const [line] = await listProblems(changed(), pods);
    assert.match(
      line ?? '',
      /^to re-create its pods one after the other, once web-0 is ready: for pod in web-2 web-1;/,
    );
    const [parallel] = await listProblems(changed({ podManagementPolicy: 'Parallel' }), pods);
    assert.match(parallel ?? '', /^to re-create its pods one after the other: /);
  });

  it('are named as far as a line is worth reading', async () => {
    const [line] = await listProblems(changed({ replicas: 100 }), await makePods(range(100)));
    assert.match(line ?? '', /other \(the first 10 of 100\): for pod in web-99 web-98 .* web-90; do/);
  });
});
