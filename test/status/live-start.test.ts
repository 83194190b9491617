import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { reportSet } from '../../src/status/report-set.ts';
import { makeLivePod, makeWeb } from './web.ts';

const makeSet = (start: number, apiVersion = 'apps.kruise.io/v1beta1'): LiveStatefulSet => ({
  ...makeWeb({ replicas: 2, ordinals: { start } }),
  apiVersion,
});

async function report(set: LiveStatefulSet, ordinals: readonly number[], more: readonly LivePod[] = []) {
  const pods = await Promise.all(ordinals.map(ordinal => makeLivePod(set, ordinal)));
  const facts = await collectPods(set, [...pods, ...more], () => true);
  const { problems } = reportSet(set, facts, () => true, []);
  return {
    problems,
    pods: facts.map(({ ordinal, surplus }) => (surplus ? `${ordinal} surplus` : `${ordinal}`)),
  };
}

const IGNORED =
  'web-0 is below ordinals.start (5): OpenKruise ignores the start unless its feature gate StatefulSetStartOrdinal is on, and counts the pods from 0; turn the gate on, or take ordinals.start out';

describe('pods of OpenKruise that lie below the start', () => {
  it('are told, and are none too many', async () => {
    assert.deepEqual(await report(makeSet(5), [0, 1]), { problems: [IGNORED], pods: ['0', '1'] });
    assert.deepEqual(await report(makeSet(5), [0]), { problems: [IGNORED], pods: ['0', '1'] });
  });

  it('are none where the pods begin with it', async () => {
    assert.deepEqual(await report(makeSet(5), [5, 6]), { problems: [], pods: ['5', '6'] });
    assert.deepEqual(await report(makeSet(1), [1, 2]), { problems: [], pods: ['1', '2'] });
  });

  it('are to be expected, by default, where there is none yet', async () => {
    assert.deepEqual(await report(makeSet(5), []), { problems: [], pods: ['0', '1'] });
  });

  it('are none that is on its way out', async () => {
    const [set, old] = [makeSet(5), await makeLivePod(makeSet(5), 0)];
    const leaving = { ...old, metadata: { ...old.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    const { problems, pods } = await report(set, [5, 6], [leaving]);
    assert.deepEqual([problems, pods], [[], ['0 surplus', '5', '6']]);
  });

  it('are too many where Kubernetes makes the pods', async () => {
    assert.deepEqual(await report(makeSet(5, 'apps/v1'), [0]), {
      problems: [],
      pods: ['0 surplus', '5', '6'],
    });
  });
});
