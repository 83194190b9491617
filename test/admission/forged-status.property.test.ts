import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { annotatedPods } from './annotated-pods.ts';

const STATUS = 'per-pod-config/status';

/** The decision, and the pod that comes of it, but for who has set what. */
async function call(pod: RawPod): Promise<{ decision: Decision; created: RawPod }> {
  const decision = await admit(podRequest(pod), async () => undefined);
  const operations = decision.outcome === 'mount' ? decision.operations : [];
  const created = applyIndependently(pod, operations);
  delete created.metadata['managedFields'];
  return { decision, created };
}

/** As the API server has a pod that comes with more annotations: its managed fields say so. */
function withAnnotations(pod: RawPod, more: Readonly<Record<string, string>>): RawPod {
  const keys = Object.keys(more).map(key => [`f:${key}`, {}]);
  const fieldsV1 = { 'f:metadata': { 'f:annotations': Object.fromEntries(keys) } };
  const annotations = { ...pod.metadata.annotations, ...more };
  return { ...pod, metadata: { ...pod.metadata, annotations, managedFields: [{ fieldsV1 }] } };
}

/** What somebody may have written who knows what the right one would be. */
const forgeries: fc.Arbitrary<(right: string) => string> = fc.oneof(
  fc
    .constantFrom(
      '',
      '{',
      'null',
      '[]',
      '"text"',
      '['.repeat(30_000) + ']'.repeat(30_000),
      '{"ordinal":2,"volumes":[],"annotationHash":""}',
      '{"__proto__":{"ordinal":2,"volumes":[],"annotationHash":""}}',
      'x'.repeat(100_000),
    )
    .map(text => () => text),
  fc.constant((right: string) => right),
  fc.integer({ min: -1, max: 3 }).map(ordinal => change(() => ({ ordinal }))),
  fc.string().map(annotationHash => change(() => ({ annotationHash }))),
  fc
    .array(fc.constantFrom('named', 'theirs', '__proto__', 'per-pod-config', 'per-pod-config-0'))
    .map(names => change(({ volumes }) => ({ volumes: [...names.map(lie), ...volumes] }))),
  fc.constant(change(() => ({ volumes: [], env: [], envFrom: [] }))),
  fc
    .array(fc.constantFrom('E0', 'X', 'constructor'))
    .map(env => change(() => ({ env, envFrom: [{ configMap: 'x' }, {}] }))),
);

interface Claims {
  readonly volumes: readonly { readonly name: string }[];
}

function change(to: (right: Claims) => object): (right: string) => string {
  return right => {
    const claims = JSON.parse(right) as Claims;
    return JSON.stringify({ ...claims, ...to(claims) });
  };
}

function lie(name: string): object {
  return { name, mountPath: '/lie', configMap: 'lie' };
}

/** What is in the way of the configuration, and shows something else. */
const obstructions = fc.constantFrom<((pod: RawPod, right: Claims) => void)[]>(
  (pod, { volumes: [first] }) => {
    const theirs = { name: first?.name ?? 'theirs', configMap: { name: 'theirs' } };
    pod.spec.volumes = [...(pod.spec.volumes ?? []), theirs];
  },
  ({ spec }) => {
    spec.containers[0] = {
      ...spec.containers[0],
      volumeMounts: [{ name: 'theirs', mountPath: '/m0' }],
    } as never;
  },
  ({ spec }) => {
    spec.containers[0] = { ...spec.containers[0], env: [{ name: 'E0', value: 'theirs' }] } as never;
  },
  ({ metadata }) => {
    metadata.name = 'web-x';
  },
);

describe('a status that a pod has when it comes', () => {
  it('makes no difference to what the pod gets, and is replaced', async () => {
    await fc.assert(
      fc.asyncProperty(annotatedPods, forgeries, async (pod, forge) => {
        const { decision, created } = await call(pod);
        assert.ok(decision.outcome === 'mount');
        const right = created.metadata.annotations?.[STATUS] ?? '';
        const forged = await call(withAnnotations(pod, { [STATUS]: forge(right) }));
        assert.deepEqual(forged.created, created);
      }),
      { numRuns: 150 },
    );
  });

  it('makes no difference to whether the pod is denied, and why', async () => {
    let denied = 0;
    await fc.assert(
      fc.asyncProperty(annotatedPods, forgeries, obstructions, async (pod, forge, obstruct) => {
        const right = (await call(pod)).created.metadata.annotations?.[STATUS] ?? '';
        const obstructed = structuredClone(pod);
        obstruct(obstructed, JSON.parse(right) as Claims);
        const { decision, created } = await call(obstructed);
        const forged = await call(withAnnotations(obstructed, { [STATUS]: forge(right) }));
        assert.deepEqual(
          [forged.decision.outcome, forged.decision.reason],
          [decision.outcome, decision.reason],
        );
        if (decision.outcome === 'deny') denied += 1;
        else assert.deepEqual(forged.created, created);
      }),
      { numRuns: 150 },
    );
    assert.ok(denied > 40);
  });

  it('makes no difference beside one without the annotation, which is left as it is', async () => {
    const [pod] = fc.sample(annotatedPods, 1);
    assert.ok(pod !== undefined);
    pod.metadata.annotations = { [STATUS]: '{"ordinal":2,"volumes":[],"annotationHash":""}' };
    const set = { metadata: { uid: 'u', annotations: {} } };
    const decision = await admit(podRequest(pod), async () => set);
    assert.deepEqual([decision.outcome, decision.reason], ['allow', 'not-annotated']);
    const annotated = { metadata: { uid: 'u', annotations: { 'per-pod-config': '/conf' } } };
    assert.equal((await admit(podRequest(pod), async () => annotated)).outcome, 'mount');
  });
});

describe('a text of a file that a pod has when it comes', () => {
  it('is replaced if a file is to show it, and is shown by none if not', async () => {
    let replaced = 0;
    await fc.assert(
      fc.asyncProperty(annotatedPods, fc.string(), async (pod, text) => {
        const { created } = await call(pod);
        const right = Object.entries(created.metadata.annotations ?? {});
        const files = right.filter(([key]) => key.startsWith('per-pod-config/file-'));
        replaced += files.length;
        const unused = { 'per-pod-config/file-lie': text };
        const lies = Object.fromEntries(files.map(([key]) => [key, text]));
        const forged = await call(withAnnotations(pod, { ...unused, ...lies }));
        assert.deepEqual(forged.created, {
          ...created,
          metadata: { ...created.metadata, annotations: { ...created.metadata.annotations, ...unused } },
        });
      }),
      { numRuns: 100 },
    );
    assert.ok(replaced > 20);
  });
});

describe('a status with the right ordinal and hash, of which it is not known who has set it, lets what shows the right thing keep', () => {
  const make = (volume: object, mount: object): RawPod => ({
    metadata: {
      name: 'web-2',
      annotations: { 'per-pod-config': 'volumes: [{name: conf, mountPath: /conf, configMap: node-2}]' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true },
      ],
    },
    spec: {
      volumes: [{ name: 'conf', ...volume }] as never,
      containers: [{ name: 'a', volumeMounts: [{ name: 'conf', mountPath: '/conf', ...mount }] }] as never,
    },
  });
  const right = async () => {
    const { created } = await call(make({ secret: { secretName: 'old' } }, {}));
    return created.metadata.annotations?.[STATUS] ?? '';
  };
  const show = async (volume: object, mount: object = {}) => {
    const { metadata, spec } = withAnnotations(make(volume, mount), { [STATUS]: await right() });
    const { managedFields, ...others } = metadata;
    const { decision, created } = await call({ metadata: others, spec });
    return [decision.outcome, created.spec.volumes?.[0]] as const;
  };

  it('its modes and optional, which the author of the annotation could have asked for', async () => {
    const volume = { configMap: { name: 'node-2', defaultMode: 0o400, optional: true } };
    assert.deepEqual(await show(volume), ['mount', { name: 'conf', ...volume }]);
  });

  it('no other object, key or path', async () => {
    const wanted = { name: 'conf', configMap: { name: 'node-2', defaultMode: 0o644 } };
    for (const volume of [
      { configMap: { name: 'node-1', defaultMode: 0o644 } },
      { configMap: { name: 'node-2', defaultMode: 0o644, items: [{ key: 'a', path: 'a' }] } },
      { secret: { secretName: 'node-2', defaultMode: 0o644 } },
      { projected: { sources: [{ configMap: { name: 'node-2' } }], defaultMode: 0o644 } },
    ]) {
      assert.deepEqual(await show(volume), ['mount', wanted], JSON.stringify(volume));
    }
    const volume = { configMap: { name: 'node-2', defaultMode: 0o644 } };
    assert.equal((await show(volume, { subPath: 'a' }))[0], 'deny');
    assert.equal((await show(volume, { name: 'other' }))[0], 'deny');
  });
});
