import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergePod } from '../../../src/patch/merge-pod.ts';
import { collectPods } from '../../../src/status/collect-pods.ts';
import { explainPodOf } from '../../../src/status/explain-decision.ts';
import type { LivePod } from '../../../src/status/live-objects.ts';
import { reportPod } from '../../../src/status/report-pod.ts';
import { makeWeb } from '../web.ts';
import { createPatched, run } from './patched-pod.ts';

const label = (name: string, value: string | null) => ({ metadata: { labels: { [name]: value } } });

/** The report of a pod that patches made, that others have changed since, and that other patches would make now. */
const report = async (was: readonly object[], since: object, is = was) => {
  const live = mergePod(run(await createPatched(was)), since) as LivePod;
  const [, facts] = await collectPods(makeWeb(), [live], () => true);
  assert.ok(facts !== undefined);
  return reportPod({ ...facts, anew: await createPatched(is) }, () => true, []);
};

describe('a field of a pod that others have changed after the patches', () => {
  it('is noted, and is no reason to re-create the pod', async () => {
    const { configuration, recreate, problems, notes, patched } = await report(
      [label('role', 'primary')],
      label('role', 'x'),
    );
    assert.deepEqual([configuration, recreate, problems], ['current', false, []]);
    assert.deepEqual(patched, ['metadata.labels.role']);
    assert.deepEqual(notes, [
      'has metadata.labels.role "x" instead of "primary": another client or webhook changed it after per-pod-config',
    ]);
  });

  it('is noted where the patches remove it', async () => {
    const { configuration, notes } = await report([label('app', null)], label('app', 'x'));
    assert.equal(configuration, 'current');
    assert.deepEqual(notes, [
      'has metadata.labels.app "x", which its annotation removes: another client or webhook added metadata.labels.app again',
    ]);
  });

  it('needs attention where the pod lacks it', async () => {
    const lost = await report([label('role', 'primary')], label('role', null));
    assert.deepEqual(
      [lost.configuration, lost.recreate, lost.notes, lost.problems],
      [
        'current',
        false,
        [],
        [
          'lacks metadata.labels.role "primary", which its annotation sets: another client or webhook removed it',
        ],
      ],
    );
    const { problems } = await report([{ spec: { quota: 3 } }], { spec: { quota: null } });
    assert.deepEqual(problems, [
      'lacks spec.quota 3, which its annotation sets: this API server does not know the field, or another client or webhook removed it',
    ]);
  });
});

describe('a pod that other patches would make now', () => {
  it('is to be re-created, field by field', async () => {
    const { configuration, recreate, problems, notes } = await report([label('role', 'primary')], {}, [
      label('role', 'replica'),
    ]);
    assert.deepEqual([configuration, recreate, notes], ['outdated', true, []]);
    assert.deepEqual(problems, [
      'is outdated: re-created, it gets metadata.labels.role "replica" instead of "primary"; kubectl delete pod web-1 -n prod',
    ]);
  });

  it('shows no value that would fill the screen', async () => {
    const { problems } = await report([label('role', 'x')], {}, [
      { spec: { containers: [{ name: 'server', args: ['a'.repeat(4_000), 'b\nc'] }] } },
    ]);
    const [problem = ''] = problems;
    assert.ok(problem.length < 300, problem);
    assert.doesNotMatch(problem, /\n/);
  });
});

describe('the decision for a pod', () => {
  it('has no patched fields without patches', async () => {
    assert.deepEqual((await explainPodOf(makeWeb(), 1)).patched, []);
  });
});
