import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findLeftovers } from '../../src/status/find-leftovers.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { UNKNOWN } from '../../src/status/reading.ts';
import { reportLeftovers } from '../../src/status/report-leftovers.ts';
import { makeBarePod, makeLivePod, makeWeb } from './web.ts';

const BARE = makeWeb({ annotation: null });
const report = (pods: readonly LivePod[], ...sets: LiveStatefulSet[]) =>
  reportLeftovers(findLeftovers(pods, new Map(sets.map(set => [set.metadata.uid, set]))));
const withMetadata = (pod: LivePod, metadata: object): LivePod => ({
  ...pod,
  metadata: { ...pod.metadata, ...metadata },
});

describe('pods with a configuration that no annotation asks for', () => {
  it('are those of a StatefulSet that is not annotated any more, by their ordinals', async () => {
    const pods = await Promise.all([10, 2, 0].map(ordinal => makeLivePod(makeWeb(), ordinal)));
    const { pods: listed, problems } = report(pods, BARE);
    assert.deepEqual(
      listed.map(({ name, owner, state }) => [name, owner, state]),
      ['web-0', 'web-2', 'web-10'].map(name => [name, 'StatefulSet web', 'Running']),
    );
    assert.deepEqual(
      listed[0]?.mounts.map(({ names, path }) => [...names, path]),
      [['node-0', '/network/conf']],
    );
    assert.deepEqual(problems, [
      'pods of StatefulSet prod/web, which is not annotated any more: web-0, web-2, web-10: re-created, they have no ' +
        'configuration; to keep it, annotate the StatefulSet again; to remove it, re-create them: ' +
        'kubectl delete pod web-0 web-2 web-10 -n prod',
    ]);
  });

  it('are not those of an annotated one, nor those that never had one or are being deleted', async () => {
    const pod = await makeLivePod(makeWeb(), 0);
    const deleted = withMetadata(pod, { deletionTimestamp: '2026-01-01T00:00:00Z' });
    assert.deepEqual(report([pod], makeWeb()), { pods: [], problems: [] });
    assert.deepEqual(report([pod], makeWeb({ annotation: null, onTemplate: '/a' })).pods, []);
    assert.deepEqual(report([deleted, await makeBarePod(makeWeb(), 1)], BARE).pods, []);
  });

  it('may have no controller, one that does not exist, or one of another kind', async () => {
    const pod = await makeLivePod(makeWeb(), 0);
    const orphan = withMetadata(pod, { ownerReferences: null });
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid: 'x', controller: true };
    const foreign = withMetadata(pod, { ownerReferences: [owner] });
    const { pods, problems } = report([orphan, foreign, pod]);
    assert.deepEqual(
      pods.map(({ owner }) => owner),
      [null, 'ReplicaSet rs', 'StatefulSet web'],
    );
    assert.match(
      problems[0] ?? '',
      /^pods without a controller in namespace prod: web-0: once deleted, they/,
    );
    assert.match(problems[1] ?? '', /^pods of ReplicaSet prod\/rs: web-0: the webhook configures/);
    assert.match(
      problems[2] ?? '',
      /^pods of StatefulSet prod\/web, which does not exist: web-0: the garbage/,
    );
  });

  it('may be kept by an unordered update of OpenKruise, which can keep any', async () => {
    const former = makeWeb({ annotation: null, onTemplate: '/a' });
    const pods = await Promise.all([0, 1].map(ordinal => makeLivePod(former, ordinal)));
    const updateStrategy = { rollingUpdate: { partition: 1, unorderedUpdate: {} } };
    const set = {
      ...makeWeb({ annotation: null, updateStrategy }),
      apiVersion: 'apps.kruise.io/v1beta1',
      status: { updateRevision: 'web-2', currentRevision: 'web-1' },
      former: former.spec.template,
    };
    const { problems } = report(pods, set);
    assert.match(problems[0] ?? '', /: web-0, web-1: the partition .* may keep .* cannot be told$/);
  });

  it('are re-created by the rolling update that takes the annotation off, down to its partition', async () => {
    const former = makeWeb({ annotation: null, onTemplate: '/a' });
    const pods = await Promise.all([0, 1].map(ordinal => makeLivePod(former, ordinal)));
    const updateStrategy = { rollingUpdate: { partition: 1 } };
    const set = {
      ...makeWeb({ annotation: null, updateStrategy }),
      status: { updateRevision: 'web-2', currentRevision: 'web-1' },
    };
    for (const [template, fate] of [
      [former.spec.template, /: web-0: the partition .* have the configuration again until you lower it$/],
      [UNKNOWN, /: web-0: the partition .* cannot be told$/],
      [
        set.spec.template,
        /: web-0: re-created, they have no configuration;.* kubectl delete pod web-0 -n prod$/,
      ],
    ] as const) {
      const { problems } = report(pods, { ...set, former: template });
      assert.match(problems[0] ?? '', fate);
      assert.match(
        problems[1] ?? '',
        /: web-1: the rolling update re-creates them, without a configuration$/,
      );
    }
  });

  it('are told with a bounded list of names, and a bounded table', async () => {
    const pod = await makeLivePod(makeWeb(), 0);
    const many = Array.from({ length: 1_200 }, (_, index) => withMetadata(pod, { name: `web-${index}` }));
    const { pods, problems } = report(many, BARE);
    assert.equal(pods.length, 1_000);
    assert.match(problems[0] ?? '', /web-9 and 1,190 more: re-created, .*re-create them$/);
    assert.equal(problems[1], 'only 1000 of 1200 such pods are listed');
  });

  it('are found with a status that cannot be read, too', async () => {
    const pod = withMetadata(await makeLivePod(makeWeb(), 0), {
      annotations: { 'per-pod-config/status': '{' },
    });
    assert.deepEqual(
      report([pod], BARE).pods.map(({ mounts }) => mounts),
      [[]],
    );
  });
});
