import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import { createAnew } from '../../src/status/create-anew.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { type PodReport, reportPod } from '../../src/status/report-pod.ts';
import { assertOne, makeBarePod, makeLivePod, makeWeb, RUNNING, type WebOptions } from './web.ts';

/** A set of one pod, of whose template this is the latest revision. */
const makeSet = (options: WebOptions, revision = 'web-1', status: object = {}): LiveStatefulSet => ({
  ...makeWeb({ replicas: 1, ...options }),
  status: { updateRevision: revision, ...status },
});

const report = async (set: LiveStatefulSet, pod: LivePod): Promise<PodReport> =>
  reportPod(assertOne(await collectPods(set, [pod], () => true)), () => true, []);

/** The pod as the API server has it once these annotations are written onto it. */
function annotate(pod: LivePod, annotation: string | undefined, revision = 'web-1'): LivePod {
  const { 'per-pod-config': _, ...others } = pod.metadata.annotations ?? {};
  const annotations = annotation === undefined ? others : { ...others, 'per-pod-config': annotation };
  const labels = { ...pod.metadata.labels, 'controller-revision-hash': revision };
  return { ...pod, metadata: { ...pod.metadata, annotations, labels } };
}

/** A pod that another webhook gave an annotation before ours was called, as WorkloadSpread's does. */
async function makeGiven(set: LiveStatefulSet, annotation: string): Promise<LivePod> {
  const { pod } = await createAnew(set, 0, undefined, annotation);
  const metadata = { ...pod.metadata, name: 'web-0', namespace: 'prod', uid: 'uid-of-web-0' };
  return { ...pod, metadata, status: RUNNING } as LivePod;
}

const HAD = 'ConfigMap node-0 at /network/conf';
const NEW = 'ConfigMap node-0 at /etc/node';

describe('a pod whose annotation was changed while it ran', () => {
  it('by an update in place is told with what it has, what it says and what a new one gets', async () => {
    const old = await makeLivePod(makeSet({ annotation: null, onTemplate: '/network/conf' }), 0);
    const pod = annotate(old, '/etc/node', 'web-2');
    const { configuration, problems } = await report(
      makeSet({ annotation: null, onTemplate: '/etc/node' }, 'web-2'),
      pod,
    );
    assert.equal(configuration, 'outdated');
    assert.deepEqual(problems, [
      `has ${HAD}, while its annotation, changed since it was created, asks for ${NEW}`,
      `is outdated: re-created, it gets ${NEW} instead of at /network/conf; kubectl delete pod web-0 -n prod`,
    ]);
  });

  it('by hand is told, and that a new one gets what it has', async () => {
    for (const set of [makeSet({}), makeSet({ annotation: null, onTemplate: '/network/conf' })]) {
      const { configuration, problems } = await report(set, annotate(await makeLivePod(set, 0), '/etc/node'));
      assert.equal(configuration, 'current');
      assert.deepEqual(problems, [
        `has ${HAD}, while its annotation, changed since it was created, asks for ${NEW}; re-created, it gets ${HAD}`,
      ]);
    }
  });

  it('into one that is not valid is told by the reason', async () => {
    const set = makeSet({});
    const { problems } = await report(set, annotate(await makeLivePod(set, 0), 'x'));
    assert.match(
      assertOne(problems),
      /changed since it was created, is denied for invalid-annotation; re-created, it gets ConfigMap node-0/,
    );
  });

  it('into one that mounts nothing is told so', async () => {
    const set = makeSet({});
    const { problems } = await report(set, annotate(await makeLivePod(set, 0), 'volumes: []'));
    assert.match(assertOne(problems), /changed since it was created, asks for nothing; re-created/);
  });

  it('into other words for the same needs nothing', async () => {
    const set = makeSet({ annotation: null, onTemplate: '/network/conf' });
    const same = '# so\nvolumes: [{mountPath: /network/conf, configMap: node-$(ordinal)}]';
    const { configuration, problems } = await report(set, annotate(await makeLivePod(set, 0), same));
    assert.deepEqual([configuration, problems], ['current', []]);
  });

  it('is no pod that was created without its configuration', async () => {
    const bare = annotate(await makeBarePod(makeSet({}), 0), '/etc/node');
    const { configuration, problems } = await report(makeSet({}), bare);
    assert.equal(configuration, 'unconfigured');
    assert.match(assertOne(problems), /^was created without its configuration: re-created, it gets/);
  });
});

describe('a pod that another webhook gave its annotation', () => {
  const sets = [makeSet({}), makeSet({ annotation: null, onTemplate: '/network/conf' })];

  it('matches, since a new one gets it again', async () => {
    for (const set of sets) {
      const { configuration, mounts, problems } = await report(set, await makeGiven(set, '/etc/node'));
      assert.deepEqual([configuration, problems], ['current', []]);
      assert.deepEqual(
        mounts.map(({ path }) => path),
        ['/etc/node'],
      );
    }
  });

  it('is outdated once the template has changed: a new one may get another', async () => {
    const [, set] = sets;
    assert.ok(set !== undefined);
    const { configuration } = await report(
      { ...set, status: { updateRevision: 'web-2' } },
      await makeGiven(set, '/etc/node'),
    );
    assert.equal(configuration, 'outdated');
  });

  it('is outdated where no revision is known', async () => {
    const { status, ...set } = makeSet({});
    const { configuration } = await report(set, await makeGiven(set, '/etc/node'));
    assert.equal(configuration, 'outdated');
  });
});

describe('a pod that another webhook gave an annotation that was changed since', () => {
  const TEMPLATE = { annotation: null, onTemplate: '/network/conf' };

  it('is told with what it has and what it says, and of a new one nothing is known', async () => {
    const set = makeSet(TEMPLATE);
    const { configuration, recreate, problems } = await report(
      set,
      annotate(await makeGiven(set, '/etc/node'), '/other'),
    );
    assert.deepEqual([configuration, recreate], ['unknown', false]);
    assert.deepEqual(problems, [
      `has ${NEW}, while its annotation, changed since it was created, asks for ConfigMap node-0 at /other; what a new pod gets cannot be told`,
    ]);
  });

  it('is one that was updated in place, where that is how the StatefulSet updates its pods', async () => {
    const updateStrategy = { rollingUpdate: { podUpdatePolicy: 'InPlaceIfPossible' } };
    const set = makeSet({ ...TEMPLATE, updateStrategy });
    for (const text of ['/network/conf', '/other']) {
      const pod = annotate(await makeGiven(set, '/etc/node'), text);
      assert.equal((await report(set, pod)).configuration, 'outdated');
    }
  });
});

describe('a pod that another webhook took its annotation off', () => {
  it('is without its configuration, and to re-create it is not the remedy', async () => {
    const set = makeSet({ annotation: null, onTemplate: '/network/conf' });
    const bare = await makeBarePod(makeSet({ annotation: null }), 0);
    const { configuration, recreate, problems } = await report(set, bare);
    assert.deepEqual([configuration, recreate], ['unconfigured', false]);
    assert.match(
      assertOne(problems),
      /another webhook took the template's annotation off: a new pod may be the same$/,
    );
  });

  it('is none that was made from an earlier template without one, nor one that has it', async () => {
    const set = makeSet({
      annotation: null,
      onTemplate: '/network/conf',
      updateStrategy: { type: 'OnDelete' },
    });
    const bare = await makeBarePod(makeSet({ annotation: null }), 0);
    for (const pod of [annotate(bare, undefined, 'web-0'), annotate(bare, '/network/conf')]) {
      const { recreate, problems } = await report(set, pod);
      assert.equal(recreate, true);
      assert.match(assertOne(problems), /; kubectl delete pod web-0 -n prod$/);
    }
  });
});
