import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { roundTrip } from '../api-round-trip.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { injectMesh } from './inject-mesh.ts';

function makeSet(annotation: string): StatefulSetObject {
  return {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', uid: 'u', annotations: { 'per-pod-config': annotation } },
    spec: { template: { spec: { containers: [{ name: 'server' }, { name: 'agent' }] } } },
  };
}

const podOf = (annotation: string) => structuredClone(makePod(makeSet(annotation), 2)) as unknown as RawPod;

async function call(pod: RawPod, annotation: string): Promise<Decision> {
  const set = makeSet(annotation);
  return admit(podRequest(structuredClone(pod)), async () => ({
    metadata: { uid: 'u', annotations: set.metadata.annotations ?? {} },
    spec: set.spec,
  }));
}

async function configure(pod: RawPod, annotation: string): Promise<RawPod> {
  const decision = await call(pod, annotation);
  assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
  return roundTrip(applyIndependently(pod, decision.operations));
}

async function assertNothingToDo(pod: RawPod, annotation: string): Promise<void> {
  const decision = await call(pod, annotation);
  assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
  assert.deepEqual(decision.operations, []);
}

function apply(annotation: string): Decision {
  const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
  return validate({
    uid: 'u',
    operation: 'CREATE',
    resource,
    namespace: 'prod',
    object: makeSet(annotation),
  });
}

/** Which containers have the mount, the variable and the ConfigMap's variables. */
function listReceivers({ spec }: RawPod): string[] {
  return [...(spec.initContainers ?? []), ...spec.containers].flatMap(
    ({ name, volumeMounts, env, envFrom }) => {
      const has = [
        volumeMounts?.some(({ mountPath }) => mountPath === '/conf'),
        ((env ?? []) as { name: string }[]).some(variable => variable.name === 'MY_ID'),
        ((envFrom ?? []) as { configMapRef: { name: string } }[]).some(
          one => one.configMapRef.name === 'env-2',
        ),
      ];
      assert.equal(new Set(has.map(Boolean)).size, 1, `${name}: ${has}`);
      return has[0] ? [name] : [];
    },
  );
}

const annotate = (fields: string) => `
volumes: [{mountPath: /conf, configMap: node-$(ordinal), ${fields}}]
env: [{name: MY_ID, value: $(ordinal), ${fields}}]
envFrom: [{configMap: env-$(ordinal), ${fields}}]`;

describe('a container that another webhook adds can be named', () => {
  const rows: [title: string, fields: string, before: string[], after: string[]][] = [
    ['by itself', 'injectedContainers: [istio-proxy]', [], ['istio-proxy']],
    [
      'beside one of the template',
      'containers: [server], injectedContainers: [istio-proxy]',
      ['server'],
      ['istio-proxy', 'server'],
    ],
    ['with one that never comes', 'injectedContainers: [istio-proxy, velero]', [], ['istio-proxy']],
    ['though it is in the template after all', 'injectedContainers: [server]', ['server'], ['server']],
    [
      'in both lists',
      'containers: [server], injectedContainers: [server, istio-init]',
      ['server'],
      ['istio-init', 'server'],
    ],
  ];
  for (const [title, fields, before, after] of rows) {
    const annotation = annotate(fields);
    it(`${title}: it gets its configuration in the call that finds it`, async () => {
      const first = await configure(podOf(annotation), annotation);
      assert.deepEqual(listReceivers(first), before);
      await assertNothingToDo(first, annotation);
      const second = await configure(injectMesh(first), annotation);
      assert.deepEqual(listReceivers(second), after);
      await assertNothingToDo(second, annotation);
    });

    it(`${title}, also where it is there in the first call`, async () => {
      const pod = await configure(injectMesh(podOf(annotation)), annotation);
      assert.deepEqual(listReceivers(pod), after);
      await assertNothingToDo(pod, annotation);
    });

    it(`${title}, and the StatefulSet is valid`, () => {
      const decision = apply(annotation);
      assert.deepEqual([decision.outcome, 'warnings' in decision && decision.warnings], ['allow', []]);
    });
  }

  it('and what is in its way is told as what that webhook added', async () => {
    const annotation =
      'volumes: [{mountPath: /etc/istio/proxy, configMap: x, injectedContainers: [istio-proxy]}]';
    const decision = await call(injectMesh(await configure(podOf(annotation), annotation)), annotation);
    assert.ok(decision.outcome === 'deny');
    assert.equal(decision.reason, 'conflict');
    assert.match(decision.message, /added that container.*or take it out of `injectedContainers`$/);
  });

  it('but not twice for one path', () => {
    const decision = apply(
      'volumes: [{mountPath: /a, configMap: x, injectedContainers: [p]}, {mountPath: /a, configMap: y, containers: [server], injectedContainers: [p]}]',
    );
    assert.ok(decision.outcome === 'deny');
    assert.match(decision.message, /volumes\[1\]: expected another mountPath than that of volumes\[0\]/);
  });

  it('and not for a volume without a mount', () => {
    const decision = apply('volumes: [{name: v, configMap: x, injectedContainers: [p]}]');
    assert.ok(decision.outcome === 'deny');
    assert.match(decision.message, /expected mountPath beside injectedContainers, got none/);
  });
});

describe('an unmarked name that the template does not have', () => {
  it('is denied where there is no other, with a hint to the mark', async () => {
    const annotation = annotate('containers: [istio-proxy]');
    for (const decision of [apply(annotation), await call(podOf(annotation), annotation)]) {
      assert.ok(decision.outcome === 'deny');
      assert.equal(decision.mistakes?.length, 3);
      assert.match(
        decision.message,
        /got istio-proxy; a container that another webhook adds goes into injectedContainers/,
      );
    }
  });

  it('is denied beside one that is marked, also once that is there', async () => {
    const annotation = annotate('containers: [sever], injectedContainers: [istio-proxy]');
    for (const pod of [podOf(annotation), injectMesh(podOf(annotation))]) {
      const decision = await call(pod, annotation);
      assert.ok(decision.outcome === 'deny');
      assert.match(decision.message, /got sever: did you mean server\?/);
    }
  });

  it('is a warning beside one that the template has', () => {
    const warn = (names: string) => {
      const decision = apply(`env: [{name: A, value: a, containers: [${names}]}]`);
      assert.ok(decision.outcome === 'allow', JSON.stringify(decision));
      return decision.warnings;
    };
    assert.deepEqual(warn('server, istio-proxy'), [
      'env[0].containers: the template has no container istio-proxy: if another webhook adds it, name it in injectedContainers',
    ]);
    assert.deepEqual(warn('server, agnt'), [
      'env[0].containers: the template has no container agnt: did you mean agent?',
    ]);
    assert.deepEqual(warn('server, agent'), []);
  });
});
