import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import type { Reading } from '../../src/status/reading.ts';
import { type PodReport, reportPod } from '../../src/status/report-pod.ts';
import { assertOne, makeLivePod, makeWeb, type WebOptions } from './web.ts';

interface Revisions {
  /** What the pods were made from, and those below the partition still are. */
  readonly former: WebOptions;
  /** What all other pods are made from. */
  readonly latest: WebOptions;
  readonly partition?: number;
  readonly more?: object;
}

const ON_TEMPLATE = { annotation: null } as const;
const OLD = { ...ON_TEMPLATE, onTemplate: '/network/conf' };
const NEW = { ...ON_TEMPLATE, onTemplate: '/etc/node' };

/** The StatefulSet in the middle of a rolling update from revision web-1 to web-2. */
function makeSet({ former, latest, partition = 1, more = {} }: Revisions): LiveStatefulSet {
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition } };
  return {
    ...makeWeb({ updateStrategy, ...latest }),
    former: makeWeb(former).spec.template,
    status: { currentRevision: 'web-1', updateRevision: 'web-2' },
    ...more,
  };
}

const old = (former: WebOptions, ordinal = 0): Promise<LivePod> => makeLivePod(makeWeb(former), ordinal);

async function updated(latest: WebOptions, ordinal: number): Promise<LivePod> {
  return makeLivePod({ ...makeWeb(latest), status: { updateRevision: 'web-2' } }, ordinal);
}

async function reportAll(
  set: LiveStatefulSet,
  pods: readonly LivePod[],
  all: Reading<readonly LivePod[]> = pods,
): Promise<PodReport[]> {
  const facts = await collectPods(set, pods, () => true, undefined, all);
  return facts.map(found => reportPod(found, () => true, []));
}

async function report(set: LiveStatefulSet, pod: LivePod): Promise<PodReport> {
  const reports = await reportAll(set, [pod]);
  return assertOne(reports.filter(({ name }) => name === pod.metadata.name));
}

describe('a pod that a partition keeps at an earlier revision', () => {
  it('is compared with that revision: re-created, it comes out the same', async () => {
    const { configuration, recreate, problems } = await report(
      makeSet({ former: OLD, latest: NEW }),
      await old(OLD),
    );
    assert.deepEqual([configuration, recreate, problems], ['current', false, []]);
  });

  it('is compared with all of its template, as its containers', async () => {
    const two = { template: { metadata: {}, spec: { containers: [{ name: 'a' }, { name: 'b' }] } } };
    const annotation = 'volumes: [{mountPath: /a, configMap: x, containers: [b]}]';
    const set = makeSet({ former: { annotation, ...two }, latest: { annotation } });
    assert.equal((await report(set, await old({ annotation, ...two }))).configuration, 'current');
  });

  it('has no configuration where that revision has no annotation, and that is right', async () => {
    const { configuration, problems } = await report(
      makeSet({ former: ON_TEMPLATE, latest: NEW }),
      await old(ON_TEMPLATE),
    );
    assert.deepEqual([configuration, problems], ['current', []]);
  });

  it('counts from the start', async () => {
    const start = { ordinals: { start: 5 } };
    const set = makeSet({ former: { ...OLD, ...start }, latest: { ...NEW, ...start } });
    assert.equal((await report(set, await old({ ...OLD, ...start }, 5))).configuration, 'current');
    assert.equal((await report(set, await old({ ...OLD, ...start }, 6))).configuration, 'outdated');
  });

  it('gets an annotation of the StatefulSet of now, whatever the partition', async () => {
    const set = makeSet({ former: {}, latest: { annotation: '/etc/node' } });
    const { configuration, recreate, problems } = await report(set, await old({}));
    assert.deepEqual([configuration, recreate], ['outdated', true]);
    assert.match(
      assertOne(problems),
      /at \/etc\/node instead of at \/network\/conf; kubectl delete pod web-0/,
    );
  });

  it('is denied as the annotation of that revision is, not as that of the latest', async () => {
    const bad = { ...ON_TEMPLATE, onTemplate: 'x' };
    assert.deepEqual((await report(makeSet({ former: OLD, latest: bad }), await old(OLD))).problems, []);
    const [first] = await reportAll(makeSet({ former: bad, latest: NEW }), []);
    assert.match(first?.problems[0] ?? '', /^would be denied: invalid-annotation: /);
  });

  it('can go back to it: to lower the partition keeps it as it is', async () => {
    const { configuration, recreate, problems } = await report(
      makeSet({ former: OLD, latest: NEW, partition: 2 }),
      await updated(NEW, 1),
    );
    assert.deepEqual([configuration, recreate], ['outdated', false]);
    assert.match(
      assertOne(problems),
      /^is outdated: re-created, it gets ConfigMap node-1 at \/network\/conf instead of at \/etc\/node; lower the partition and it stays as it is, or kubectl delete pod web-1 -n prod$/,
    );
  });

  it('is deleted by hand where it is of another revision still', async () => {
    const third = { ...ON_TEMPLATE, onTemplate: '/third' };
    const pod = await makeLivePod({ ...makeWeb(third), status: { updateRevision: 'web-0' } }, 0);
    const { recreate, problems } = await report(makeSet({ former: OLD, latest: NEW }), pod);
    assert.equal(recreate, true);
    assert.match(
      assertOne(problems),
      /at \/network\/conf instead of at \/third; kubectl delete pod web-0 -n prod$/,
    );
  });

  it('is missing with what it will get', async () => {
    const reports = await reportAll(makeSet({ former: OLD, latest: NEW }), []);
    assert.deepEqual(
      reports.map(({ mounts }) => mounts[0]?.path),
      ['/network/conf', '/etc/node', '/etc/node'],
    );
  });

  it('is unknown where the revision may not be read, and nothing is advised', async () => {
    const set = { ...makeSet({ former: OLD, latest: NEW, partition: 2 }), former: 'unknown' as const };
    const [first, second, third] = await reportAll(set, [await old(OLD)]);
    assert.deepEqual([first?.configuration, first?.recreate, first?.problems], ['unknown', false, []]);
    assert.deepEqual([second?.state, second?.mounts], ['missing', []]);
    assert.deepEqual(third?.mounts[0]?.path, '/etc/node');
  });

  it('is made from the latest template once the controller has no other', async () => {
    const { former, ...set } = makeSet({ former: OLD, latest: NEW });
    const { configuration, recreate } = await report(set, await old(OLD));
    assert.deepEqual([configuration, recreate], ['outdated', true]);
  });

  it('counts in OpenKruise the pods below it, without ordinals that are reserved', async () => {
    const more = { apiVersion: 'apps.kruise.io/v1beta1' };
    const reserveOrdinals = [0, 2];
    const [was, is] = [
      { ...OLD, reserveOrdinals },
      { ...NEW, reserveOrdinals },
    ];
    const set = makeSet({ former: was, latest: is, partition: 2, more });
    const reports = await reportAll(set, await Promise.all([1, 3, 4].map(ordinal => old(was, ordinal))));
    assert.deepEqual(
      reports.map(({ name, configuration }) => [name, configuration]),
      [
        ['web-1', 'current'],
        ['web-3', 'current'],
        ['web-4', 'outdated'],
      ],
    );
  });

  it('is any pod of an unordered update of OpenKruise, as many as the partition says', async () => {
    const more = { apiVersion: 'apps.kruise.io/v1beta1' };
    const updateStrategy = { rollingUpdate: { partition: 1, unorderedUpdate: {} } };
    const set = makeSet({ former: OLD, latest: { ...NEW, updateStrategy }, more });
    const pods = await Promise.all([updated(NEW, 0), updated(NEW, 1), old(OLD, 2)]);
    const match = async (all: Reading<readonly LivePod[]>) =>
      (await reportAll(set, pods, all)).map(({ configuration }) => configuration);
    assert.deepEqual(await match(pods), ['current', 'current', 'current']);
    assert.deepEqual(await match('unknown'), ['unknown', 'unknown', 'unknown']);
  });
});

describe('a pod of an earlier revision that no partition keeps', () => {
  const remedy = async (strategy: object, more: object = {}, status?: LivePod['status']) => {
    const latest = { ...NEW, updateStrategy: strategy, ...more };
    const pod = await makeLivePod(makeWeb(OLD), 2, status);
    const { problems, recreate } = await report(makeSet({ former: OLD, latest }), pod);
    return [problems[0]?.split('; ').at(-1), recreate];
  };
  const COMMAND = 'kubectl delete pod web-2 -n prod';

  it('is left to the rolling update', async () => {
    const expected = ['the rolling update will do that', false];
    assert.deepEqual(await remedy({ type: 'RollingUpdate', rollingUpdate: { partition: 2 } }), expected);
    assert.deepEqual(await remedy({}), expected);
    assert.deepEqual(await remedy({ rollingUpdate: { podUpdatePolicy: 'ReCreate' } }), expected);
  });

  it('is deleted by hand with OnDelete, or with a strategy of a later Kubernetes', async () => {
    assert.deepEqual(await remedy({ type: 'OnDelete' }), [COMMAND, true]);
    assert.deepEqual(await remedy({ type: 'Later' }), [COMMAND, true]);
  });

  it('is deleted with all others by Recreate', async () => {
    const [text, recreate] = await remedy({ type: 'Recreate' });
    assert.match(String(text), /^updateStrategy Recreate will do that, with all pods/);
    assert.equal(recreate, false);
  });

  it('is deleted by hand where the rolling update waits for it', async () => {
    const [text, recreate] = await remedy({}, {}, { phase: 'Pending' });
    assert.equal(text, `${COMMAND}, as the rolling update waits until it is ready`);
    assert.equal(recreate, true);
    const [parallel] = await remedy({}, { podManagementPolicy: 'Parallel' }, { phase: 'Pending' });
    assert.equal(parallel, 'the rolling update will do that');
  });

  it('waits for the end of a pause, or for an update in place', async () => {
    assert.deepEqual(await remedy({ rollingUpdate: { paused: true } }), [
      'the rolling update will do that once it is no longer paused',
      false,
    ]);
    const [, recreate] = await remedy({ rollingUpdate: { podUpdatePolicy: 'InPlaceIfPossible' } });
    assert.equal(recreate, false);
  });

  it('is of one, too, while the controller has yet to see the change', async () => {
    const web = makeWeb(NEW);
    const set = {
      ...web,
      metadata: { ...web.metadata, generation: 2 },
      status: { updateRevision: 'web-1', observedGeneration: 1 },
    };
    const { problems } = await report(set, await old(OLD));
    assert.match(assertOne(problems), /; the rolling update will do that$/);
  });
});
