import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import type { StatefulSet } from '../../src/admission/look-up.ts';
import type { AdmissionRequest } from '../../src/admission/review.ts';
import { ReviewError } from '../../src/admission/review-error.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';

/** One situation: the pod and its StatefulSet, and what is expected to happen. */
interface Situation {
  readonly pod: RawPod;
  readonly statefulSet?: StatefulSet;
  readonly lookup?: 'fails';
  readonly expect: {
    readonly outcome: Decision['outcome'];
    readonly reason: string;
    readonly code?: number;
    readonly message?: readonly string[];
    /** What the message does not tell. */
    readonly without?: readonly string[];
    readonly warning?: string;
    readonly pod?: RawPod;
    readonly mounted?: { readonly volume: string; readonly configMap: string; readonly mountPath: string };
    readonly operations?: number;
  };
}

const FOLDER = new URL('../fixtures/admissions/', import.meta.url);

describe('a pod is decided upon as its situation asks', () => {
  for (const file of readdirSync(FOLDER)) {
    it(file.replace('.yaml', '').replaceAll('-', ' '), async () => {
      const situation = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Situation;
      const decision = await decide(situation);
      assert.equal(decision.reason, situation.expect.reason);
      assert.equal(decision.outcome, situation.expect.outcome);
      CHECKS[decision.outcome](decision as never, situation);
    });
  }
});

const CHECKS = {
  allow({ warnings }: Extract<Decision, { outcome: 'allow' }>, { expect }: Situation) {
    assert.equal(warnings.length, expect.warning === undefined ? 0 : 1);
    assert.ok((warnings[0] ?? '').includes(expect.warning ?? ''));
  },
  deny(decision: Extract<Decision, { outcome: 'deny' }>, { expect }: Situation) {
    assert.equal(decision.code, expect.code);
    for (const part of expect.message ?? []) assert.ok(decision.message.includes(part), decision.message);
    for (const part of expect.without ?? []) assert.ok(!decision.message.includes(part), decision.message);
    assert.ok((expect.message ?? []).length > 0, 'a fixture says what the message tells');
  },
  mount(decision: Extract<Decision, { outcome: 'mount' }>, { pod, expect }: Situation) {
    const patched = applyIndependently(pod, decision.operations);
    assert.ok(expect.pod !== undefined || expect.mounted !== undefined, 'a fixture says what is mounted');
    if (expect.pod !== undefined) assert.deepEqual(patched, expect.pod);
    if (expect.mounted !== undefined) assertMounted(patched, expect.mounted);
    if (expect.operations !== undefined) assert.equal(decision.operations.length, expect.operations);
  },
};

function assertMounted(
  pod: RawPod,
  { volume, configMap, mountPath }: NonNullable<Situation['expect']['mounted']>,
) {
  const volumes = (pod.spec.volumes ?? []).filter(({ name }) => name === volume);
  assert.deepEqual(volumes, [{ name: volume, configMap: { name: configMap, defaultMode: 0o644 } }]);
  for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
    const mounts = (container.volumeMounts ?? []).filter(mount => mount.mountPath === mountPath);
    assert.deepEqual(mounts, [{ name: volume, mountPath, readOnly: true }], container.name);
  }
  const status = JSON.parse(pod.metadata.annotations?.['per-pod-config/status'] ?? '{}') as object;
  assert.deepEqual('volumes' in status && status.volumes, [{ name: volume, mountPath, configMap }]);
}

async function decide({ pod, statefulSet, lookup }: Situation): Promise<Decision> {
  return admit(podRequest(pod), async namespace => {
    assert.equal(namespace, 'default');
    if (lookup === 'fails') throw new Error('the look-up failed');
    return statefulSet;
  });
}

it('a pod that has the annotation itself is decided on at once, before anything else can happen', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
  const metadata = { name: 'web-0', annotations: { 'per-pod-config': '/config' }, ownerReferences: [owner] };
  const pod: RawPod = { metadata, spec: { containers: [{ name: 'server' }] } };
  const decision = admit(podRequest(pod), assert.fail);
  assert.equal('outcome' in decision && decision.outcome, 'mount');
});

describe('what is not the creation of a pod is left as it is', () => {
  const pod: RawPod = { metadata: { name: 'web-0' }, spec: { containers: [{ name: 'server' }] } };
  const rows: [string, Partial<AdmissionRequest>][] = [
    ['an update', { operation: 'UPDATE' }],
    ['a deletion, whose object is null', { operation: 'DELETE', object: null }],
    ['a connection', { operation: 'CONNECT', object: null }],
    ['an eviction, which is a subresource', { subResource: 'eviction' }],
    ['a StatefulSet', { resource: { group: 'apps', version: 'v1', resource: 'statefulsets' } }],
    ['pods of another group', { resource: { group: 'metrics.k8s.io', version: 'v1', resource: 'pods' } }],
  ];
  for (const [title, request] of rows) {
    it(title, async () => {
      const decision = await admit({ ...podRequest(pod), ...request }, assert.fail);
      assert.deepEqual(decision, { outcome: 'allow', reason: 'not-applicable', warnings: [] });
    });
  }
});

describe('a pod of a shape that no API server sends is an error that names the place', () => {
  const good = { metadata: { name: 'web-0' }, spec: { containers: [{ name: 'server' }] } };
  const rows: [unknown, RegExp][] = [
    [undefined, /^request\.object must be object, got undefined/],
    [null, /^request\.object must be object, got null/],
    [[], /^request\.object must be object, got an array/],
    [{}, /must have required property 'metadata', got an object/],
    [{ ...good, metadata: [] }, /^request\.object\.metadata must be object, got an array/],
    [{ ...good, metadata: { name: 7 } }, /^request\.object\.metadata\.name must be string, got 7/],
    [{ ...good, metadata: { annotations: { a: 1 } } }, /\.annotations\.a must be string, got 1/],
    [{ ...good, metadata: { ownerReferences: {} } }, /\.ownerReferences must be array, got an object/],
    [{ ...good, metadata: { ownerReferences: [null] } }, /\.ownerReferences\.0 must be object, got null/],
    [{ ...good, spec: {} }, /\.spec must have required property 'containers'/],
    [
      { ...good, spec: { containers: ['x'.repeat(100)] } },
      /\.containers\.0 must be object, got a string of 102/,
    ],
    [{ ...good, spec: { containers: [{}] } }, /\.containers\.0 must have required property 'name'/],
    [{ ...good, spec: { ...good.spec, volumes: [7] } }, /\.volumes\.0 must be object, got 7/],
  ];
  for (const [object, message] of rows) {
    it(String(message), () => {
      const request = { ...podRequest(good), object };
      assert.throws(
        () => admit(request, assert.fail),
        (error: Error) => {
          assert.ok(error instanceof ReviewError);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it('a pod without a namespace', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
    const pod = { ...good, metadata: { name: 'web-0', ownerReferences: [owner] } };
    assert.throws(
      () => admit({ ...podRequest(pod), namespace: '' }, assert.fail),
      /request\.namespace must not be empty/,
    );
  });
});
