import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readStatus } from '../../src/admission/read-status.ts';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { confirmStatus } from '../../src/status/confirm-status.ts';
import { createAnew } from '../../src/status/create-anew.ts';
import { findLeftovers } from '../../src/status/find-leftovers.ts';
import { listMounts } from '../../src/status/list-mounts.ts';
import type { LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { matchPod } from '../../src/status/match-pod.ts';
import { annotatedPods } from '../admission/annotated-pods.ts';
import { makeBarePod, makeLivePod, makeWeb } from './web.ts';

const LONG = `
volumes:
  - mountPath: /c
    configMap: {name: node-$(ordinal), optional: true}
  - mountPath: /p
    sources: [{configMap: base}, {secret: key-$(ordinal)}, {files: {id: $(ordinal)}}]
env: [{name: ID, value: $(ordinal)}]
envFrom: [{secret: all}, {configMap: all}]
`;

const LIE = {
  ordinal: 1,
  volumes: [
    { name: 'lie', mountPath: '/lie', configMap: 'lie' },
    { name: 'also', secret: 'lie' },
    { name: '__proto__', mountPath: '/lie', configMap: 'lie' },
  ],
  env: ['LIE', 'constructor'],
  envFrom: [{ configMap: 'lie' }, { secret: 'lie' }, {}],
  annotationHash: 'lie',
};

function withStatus<T extends { readonly metadata: object }>(pod: T, status: unknown): T {
  const { annotations } = pod.metadata as LivePod['metadata'];
  const text = typeof status === 'string' ? status : JSON.stringify(status);
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations: { ...annotations, [STATUS_ANNOTATION]: text } },
  };
}

/** As if it had been copied from the pod. */
function withTemplate(set: LiveStatefulSet, { metadata, spec }: LivePod): LiveStatefulSet {
  const { [STATUS_ANNOTATION]: status = '' } = metadata.annotations ?? {};
  const template = { metadata: { annotations: { [STATUS_ANNOTATION]: status } }, spec };
  return { ...set, spec: { ...set.spec, template } } as LiveStatefulSet;
}

describe('what the status of a pod says counts as far as the pod has it', () => {
  it('and all of it does where the webhook wrote it', async () => {
    for (const annotation of ['/network/conf', LONG, 'env: []']) {
      const pod = await makeLivePod(makeWeb({ annotation }), 1);
      assert.deepEqual(confirmStatus(pod), readStatus(pod));
    }
  });

  it('whatever the annotation asks for', async () => {
    await fc.assert(
      fc.asyncProperty(annotatedPods, async ({ metadata, spec }) => {
        const set = makeWeb({
          annotation: metadata.annotations?.['per-pod-config'] ?? '',
          template: { spec },
        });
        const pod = await makeLivePod(set, 2);
        assert.deepEqual(confirmStatus(pod), readStatus(pod));
        assert.equal(matchPod(pod, await createAnew(set, 2)), 'current');
      }),
      { numRuns: 50 },
    );
  });

  it('so a pod without a configuration is no configured one, whatever its status says', async () => {
    const bare = await makeBarePod(makeWeb(), 1);
    const right = (await makeLivePod(makeWeb(), 1)).metadata.annotations?.[STATUS_ANNOTATION] ?? '';
    for (const status of [LIE, right, { ...LIE, volumes: [] }]) {
      const pod = withStatus(bare, status);
      assert.equal(confirmStatus(pod), undefined);
      assert.equal(matchPod(pod, await createAnew(makeWeb(), 1)), 'unconfigured');
      assert.deepEqual(listMounts(pod), []);
    }
  });

  it('and what a configured pod has besides is not what its status says', async () => {
    const pod = await makeLivePod(makeWeb({ annotation: LONG }), 1);
    const { volumes, env = [], envFrom = [], ...rest } = readStatus(pod) ?? assert.fail();
    const more = {
      ...rest,
      volumes: [...volumes, ...LIE.volumes],
      env: [...env, ...LIE.env],
      envFrom: [...envFrom, ...LIE.envFrom],
    };
    const forged = withStatus(pod, more);
    assert.deepEqual(listMounts(forged), listMounts(pod));
    assert.equal(matchPod(forged, await createAnew(makeWeb({ annotation: LONG }), 1)), 'current');
  });

  it('with the objects and paths of its volumes, not those of its status', async () => {
    const pod = await makeLivePod(makeWeb(), 1);
    const { volumes, ...rest } = readStatus(pod) ?? assert.fail();
    const lies = volumes.map(({ name }) => ({ name, mountPath: '/lie', secret: 'lie' }));
    const forged = withStatus(pod, { ...rest, volumes: lies });
    assert.deepEqual(
      listMounts(forged).map(({ kind, names, path }) => [kind, ...names, path]),
      [['ConfigMap', 'node-1', '/network/conf']],
    );
  });

  it('however deep, long or strange it is', async () => {
    const bare = await makeBarePod(makeWeb(), 1);
    for (const text of [
      `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
      '{"__proto__":{"ordinal":1,"volumes":[],"annotationHash":""}}',
      JSON.stringify({ ...LIE, volumes: Array.from({ length: 500 }, () => LIE.volumes[0]) }),
      'x'.repeat(2 ** 20),
      'null',
    ]) {
      const pod = withStatus(bare, text);
      assert.equal(confirmStatus(pod), undefined);
      assert.equal(matchPod(pod, await createAnew(makeWeb(), 1)), 'unconfigured');
    }
  });
});

describe('a StatefulSet without the annotation whose template has a status', () => {
  const bare = makeWeb({ annotation: null });

  it('has pods that are as new ones would be, and none that is left over', async () => {
    const configured = await makeLivePod(makeWeb(), 0);
    const lied = withStatus(await makeBarePod(makeWeb(), 0), LIE);
    for (const copied of [configured, lied]) {
      const set = withTemplate(bare, copied);
      const pods = await Promise.all([0, 1].map(ordinal => makeLivePod(set, ordinal)));
      for (const [ordinal, pod] of pods.entries()) {
        assert.equal(matchPod(pod, await createAnew(set, ordinal)), 'current');
      }
      assert.deepEqual(findLeftovers(pods, new Map([[set.metadata.uid, set]])), []);
    }
  });

  it('still has one that the webhook has configured', async () => {
    const set = withTemplate(bare, withStatus(await makeBarePod(makeWeb(), 0), LIE));
    const pod = await makeLivePod(makeWeb(), 1);
    assert.equal(findLeftovers([pod], new Map([[set.metadata.uid, set]])).length, 1);
    assert.equal(matchPod(pod, await createAnew(set, 1)), 'outdated');
  });
});
