import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { admit } from '../../src/admission/admit.ts';
import { applyIndependently, type RawContainer, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';

const OURS = 'per-pod-config-0';
const PATH = '/network/conf';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter(text => text !== OURS);
const path = fc.stringMatching(/^\/[a-z/]{1,12}$/).filter(text => text.replace(/\/+$/, '') !== PATH);
const json = fc.jsonValue({ depthSize: 'small' });
/** An array that may be empty, null or not there at all. */
const maybe = <T>(items: fc.Arbitrary<T>) => fc.option(fc.array(items, { maxLength: 4 }), { nil: null });
/** Labels and annotations with keys that JSON Pointer must escape, and some that JavaScript knows. */
const strings = fc.dictionary(
  fc.oneof(fc.constantFrom('a/b', 'a~b', '~1', '~0/', 'constructor', 'toString', ''), name),
  fc.string(),
);

const container: fc.Arbitrary<RawContainer> = fc.record(
  { name, volumeMounts: maybe(fc.record({ name, mountPath: path, subPath: json })), future: json },
  { requiredKeys: ['name'] },
);

const ordinals = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 2 ** 31 - 1 }));

const pods: fc.Arbitrary<{ ordinal: number; pod: RawPod }> = fc
  .record({
    ordinal: ordinals,
    set: name,
    metadata: fc.record({ labels: strings, annotations: fc.option(strings) }, { requiredKeys: [] }),
    spec: fc.record(
      {
        containers: fc.array(container, { minLength: 1, maxLength: 4 }),
        initContainers: maybe(container),
        volumes: maybe(fc.record({ name, emptyDir: json })),
        future: json,
      },
      { requiredKeys: ['containers'] },
    ),
  })
  .map(({ ordinal, set, metadata, spec }) => {
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: set, uid: 'u', controller: true };
    return {
      ordinal,
      pod: { metadata: { ...metadata, name: `${set}-${ordinal}`, ownerReferences: [owner] }, spec },
    };
  })
  .map(overTheWire);

it('for any pod, only what was promised changes, and a second call changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(pods, async ({ ordinal, pod }) => {
      const patched = await call(pod);
      assert.deepEqual(withoutOurs(patched, pod, ordinal), pod);
      assert.deepEqual(await call(patched), patched);
    }),
    { numRuns: 500 },
  );
});

it('for any pod, a sidecar that comes later gets the mount and nothing else changes', async () => {
  await fc.assert(
    fc.asyncProperty(pods, container.map(overTheWire), async ({ ordinal, pod }, sidecar) => {
      const later = await call(pod);
      later.spec.containers.push(structuredClone(sidecar));
      const expected = structuredClone(pod);
      expected.spec.containers.push(sidecar);
      assert.deepEqual(withoutOurs(await call(later), expected, ordinal), expected);
    }),
    { numRuns: 200 },
  );
});

/** As JSON brings it: no undefined, no -0, no null prototypes. */
function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

async function call(pod: RawPod): Promise<RawPod> {
  const annotations = { 'per-pod-config': PATH };
  const decision = await admit(podRequest(pod), async () => ({ metadata: { uid: 'u', annotations } }));
  assert.equal(decision.outcome, 'mount', JSON.stringify(decision));
  return applyIndependently(pod, decision.outcome === 'mount' ? decision.operations : []);
}

/** Takes out what is ours, asserting that it is there, in its place and right. */
function withoutOurs(patched: RawPod, original: RawPod, ordinal: number): RawPod {
  const pod = structuredClone(patched);
  assert.deepEqual(pod.spec.volumes?.pop(), {
    name: OURS,
    configMap: { name: `node-${ordinal}`, defaultMode: 0o644 },
  });
  if (original.spec.volumes == null) restore(pod.spec, original.spec, 'volumes');
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, container] of (pod.spec[list] ?? []).entries()) {
      assert.deepEqual(container.volumeMounts?.pop(), { name: OURS, mountPath: PATH, readOnly: true });
      const before = original.spec[list]?.[index];
      if (before?.volumeMounts == null) restore(container, before ?? {}, 'volumeMounts');
    }
  }
  const status = pod.metadata.annotations?.['per-pod-config/status'];
  assert.equal((JSON.parse(status ?? '{}') as { ordinal?: number }).ordinal, ordinal);
  delete pod.metadata.annotations?.['per-pod-config/status'];
  if (original.metadata.annotations == null) restore(pod.metadata, original.metadata, 'annotations');
  return pod;
}

/** Puts back an empty list that was null or absent before. */
function restore(object: object, original: object, key: string) {
  const value = Reflect.get(object, key) as object;
  assert.equal(Object.keys(value).length, 0);
  if (key in original) Reflect.set(object, key, Reflect.get(original, key));
  else Reflect.deleteProperty(object, key);
}
