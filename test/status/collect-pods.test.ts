import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods, type IsCalled } from '../../src/status/collect-pods.ts';
import type { Sent } from '../../src/status/is-called.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import type { PodFacts } from '../../src/status/pod-facts.ts';
import type { Reading } from '../../src/status/reading.ts';
import { CREATING, makeLivePod, makeWeb, RUNNING } from './web.ts';

const collect = (
  set: LiveStatefulSet,
  pods: Reading<readonly LivePod[]>,
  isCalled: IsCalled = () => true,
): Promise<PodFacts[]> => collectPods(set, pods, isCalled);

const makePods = (...pods: readonly (readonly [ordinal: number, status: LivePod['status']])[]) =>
  Promise.all(pods.map(([ordinal, status]) => makeLivePod(makeWeb(), ordinal, status)));

const awaited = async (set: LiveStatefulSet, pods: readonly LivePod[]) =>
  (await collect(set, pods)).map(pod => pod.awaited);

describe('the pods of a StatefulSet', () => {
  it('are those that there should be and those that there are, by their ordinals', async () => {
    const pods = await makePods([10, RUNNING], [1, RUNNING], [3, RUNNING]);
    const facts = await collect(makeWeb({ replicas: 2 }), pods);
    assert.deepEqual(
      facts.map(({ name, ordinal, surplus, live }) => [name, ordinal, surplus, live]),
      [
        ['web-0', 0, false, undefined],
        ['web-1', 1, false, pods[1]],
        ['web-3', 3, true, pods[2]],
        ['web-10', 10, true, pods[0]],
      ],
    );
  });

  it('are the first ones of a billion, those that there are, and the one that is asked about', async () => {
    const pods = await makePods([7_000_000, RUNNING]);
    const set = makeWeb({ replicas: 10 ** 9, reserveOrdinals: [1, '2-500000'] });
    const list = async (asked?: number) =>
      (await collectPods(set, pods, () => true, asked)).map(({ ordinal }) => ordinal);
    const first = await list();
    assert.equal(first.length, 1_002);
    assert.deepEqual(first.slice(0, 3), [0, 500_001, 500_002]);
    assert.deepEqual((await list(900_000)).slice(-2), [900_000, 7_000_000]);
    assert.deepEqual(await list(2), first);
    const facts = await collectPods(set, pods, () => true);
    assert.deepEqual([facts.at(-1)?.live, facts.at(-1)?.surplus], [pods[0], false]);
  });

  it('are no pods of another name', async () => {
    const [pod] = await makePods([0, RUNNING]);
    assert.ok(pod !== undefined);
    const stranger = { ...pod, metadata: { ...pod.metadata, name: 'web-x' } };
    const facts = await collect(makeWeb({ replicas: 1 }), [stranger]);
    assert.deepEqual(
      facts.map(({ name, live }) => [name, live]),
      [['web-0', undefined]],
    );
  });

  it('are those that there should be where the others cannot be read', async () => {
    const read = async (pods: Reading<readonly LivePod[]>) =>
      (await collect(makeWeb({ replicas: 2 }), pods)).map(({ ordinal, live }) => [ordinal, live]);
    assert.deepEqual(await read('unknown'), [
      [0, 'unknown'],
      [1, 'unknown'],
    ]);
    assert.deepEqual(await read(undefined), [
      [0, undefined],
      [1, undefined],
    ]);
  });

  it('wait for the first that is not ready, one that is too many for nobody', async () => {
    const ready = await makePods([0, RUNNING], [1, RUNNING], [2, RUNNING]);
    assert.deepEqual(await awaited(makeWeb(), ready), [undefined, undefined, undefined]);
    const creating = await makePods([0, RUNNING], [1, CREATING]);
    assert.deepEqual(await awaited(makeWeb(), creating), [undefined, undefined, 'web-1']);
    const surplus = await makePods([0, RUNNING], [1, CREATING]);
    assert.deepEqual(await awaited(makeWeb({ replicas: 1 }), surplus), [undefined, undefined]);
    assert.deepEqual(await awaited(makeWeb({ replicas: 2 }), []), [undefined, 'web-0']);
  });

  for (const [what, conditions] of [
    ['of another condition', [{ type: 'Initialized', status: 'True' }]],
    ['of no condition', []],
    ['of conditions that are not there', undefined],
    [
      'whose condition is of another status',
      [
        { type: 'Ready', status: 'Unknown' },
        { type: 'Initialized', status: 'True' },
      ],
    ],
  ] as const) {
    it(`wait for one ${what}`, async () => {
      const status = conditions === undefined ? {} : { conditions };
      assert.deepEqual(await awaited(makeWeb({ replicas: 2 }), await makePods([0, status])), [
        undefined,
        'web-0',
      ]);
    });
  }

  it('wait for none where they are managed in parallel', async () => {
    const set = makeWeb({ replicas: 2, podManagementPolicy: 'Parallel' });
    assert.deepEqual(await awaited(set, []), [undefined, undefined]);
    assert.deepEqual(await awaited(makeWeb({ replicas: 2, podManagementPolicy: 'OrderedReady' }), []), [
      undefined,
      'web-0',
    ]);
  });

  it('are asked about as their controller would send them, before they are configured', async () => {
    const asked: Sent[] = [];
    const [facts] = await collect(makeWeb({ replicas: 1, onTemplate: '/network/conf' }), [], pod => {
      asked.push(pod);
      return undefined;
    });
    assert.equal(facts?.called, undefined);
    const { labels, annotations, ownerReferences } = asked[0]?.metadata ?? {};
    assert.equal(labels?.['app'], 'web');
    assert.equal(labels?.['statefulset.kubernetes.io/pod-name'], 'web-0');
    assert.deepEqual(annotations, { 'per-pod-config': '/network/conf' });
    assert.equal(ownerReferences?.[0]?.name, 'web');
    assert.ok(facts?.anew.pod.metadata.annotations?.['per-pod-config/status'] !== undefined);
  });
});
