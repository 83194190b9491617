import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { roundTrip } from '../api-round-trip.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { injectMesh } from './inject-mesh.ts';

type Place = 'set' | 'template';

function makeSet(annotation: string, place: Place = 'set'): StatefulSetObject {
  const annotations = { 'per-pod-config': annotation };
  const spec = { containers: [{ name: 'server' }], initContainers: [{ name: 'prepare' }] };
  return {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', uid: 'u', ...(place === 'set' ? { annotations } : {}) },
    spec: { template: { metadata: place === 'template' ? { annotations } : {}, spec } },
  };
}

const podOf = (set: StatefulSetObject) => structuredClone(makePod(set, 2)) as unknown as RawPod;

/** Answers as the API server does: without the spec when asked for the metadata only. */
async function call(pod: RawPod, set: StatefulSetObject): Promise<Decision> {
  return admit(podRequest(pod), async (_namespace, _reference, part) => ({
    metadata: { uid: 'u', annotations: set.metadata.annotations ?? {} },
    ...(part === 'whole' ? { spec: set.spec } : {}),
  }));
}

async function configure(pod: RawPod, set: StatefulSetObject): Promise<RawPod> {
  const decision = await call(pod, set);
  assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
  return roundTrip(applyIndependently(pod, decision.operations));
}

/** Both orders of the two webhooks, up to the last call of the second pass. */
const ORDERS: Readonly<Record<string, (set: StatefulSetObject) => Promise<RawPod>>> = {
  'the mesh first, as its name sorts': set => configure(injectMesh(podOf(set)), set),
  'the mesh after us': async set => configure(injectMesh(await configure(podOf(set), set)), set),
};

/** By container: the paths of ours, and the variables of ours. */
function listReceived({ spec }: RawPod): Record<string, string[]> {
  const all = [...(spec.initContainers ?? []), ...spec.containers];
  return Object.fromEntries(
    all.map(({ name, volumeMounts, env, envFrom }) => [
      name,
      [
        ...(volumeMounts ?? [])
          .filter(mount => mount.name.startsWith('per-pod-config'))
          .map(one => one.mountPath),
        ...((env ?? []) as { name: string }[])
          .map(one => one.name)
          .filter(variable => variable.startsWith('MY_')),
        ...((envFrom ?? []) as { configMapRef: { name: string } }[]).map(one => one.configMapRef.name),
      ],
    ]),
  );
}

const LONG = `
volumes: [{mountPath: /network/conf, configMap: node-$(ordinal)@}]
env: [{name: MY_ID, value: $(ordinal)@}]
envFrom: [{configMap: env-$(ordinal)@}]`;

for (const [order, make] of Object.entries(ORDERS)) {
  describe(`in a mesh, ${order}`, () => {
    it('the short form goes into the containers of the mesh, too', async () => {
      const paths = ['/network/conf'];
      const received = listReceived(await make(makeSet('/network/conf')));
      assert.deepEqual(received, {
        'istio-init': paths,
        'istio-proxy': paths,
        prepare: paths,
        server: paths,
      });
    });

    it('every env and envFrom that names no containers goes into them', async () => {
      const all = ['/network/conf', 'MY_ID', 'env-2'];
      const received = listReceived(await make(makeSet(LONG.replaceAll('@', ''))));
      assert.deepEqual(received, { 'istio-init': all, 'istio-proxy': all, prepare: all, server: all });
    });

    it('with containers named, the mesh gets nothing', async () => {
      const named = LONG.replaceAll('@', ', containers: [server]');
      const received = listReceived(await make(makeSet(named)));
      const all = ['/network/conf', 'MY_ID', 'env-2'];
      assert.deepEqual(received, { 'istio-init': [], 'istio-proxy': [], prepare: [], server: all });
    });

    for (const place of ['set', 'template'] as const) {
      it(`a conflict in its container is told as another webhook's, annotated on the ${place}`, async () => {
        const set = makeSet('/etc/istio/proxy', place);
        await assert.rejects(make(set), ({ message }: Error) => {
          assert.match(
            message,
            /container \\"istio-proxy\\" has volume \\"istio-envoy\\" at \/etc\/istio\/proxy already/,
          );
          assert.match(message, /another admission webhook or policy added that container/);
          assert.match(message, /name the others in `containers` of the annotation/);
          assert.doesNotMatch(message, /out of the StatefulSet's template|exclude the pod/);
          return true;
        });
      });
    }
  });
}
