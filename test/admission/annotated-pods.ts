import fc from 'fast-check';
import type { RawContainer, RawPod } from '../apply-independently.ts';

const optional = fc.record({ optional: fc.boolean() }, { requiredKeys: [] });
const mode = fc.record({ mode: fc.integer({ min: 0, max: 0o777 }) }, { requiredKeys: [] });
/** Paths as somebody may write them, each another. */
const items = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b/c', 'b/d', 'e'), mode), {
  selector: ([path]) => path,
});
const listed = fc
  .option(items)
  .map(found =>
    found === null ? {} : { items: found.map(([path, more]) => ({ key: 'k', path, ...more })) },
  );
const reference = (nameKey: string) =>
  fc.oneof(
    fc.constant('node-$(ordinal)'),
    fc.tuple(listed, optional).map(parts => Object.assign({ [nameKey]: '$(pod)' }, ...parts) as object),
  );
const files = fc.constantFrom({ id: '$(ordinal)' }, { empty: '', 'a/b': '$(pod)' });
const source = (secretKey: string) =>
  fc.oneof(
    fc.record({ configMap: reference('name') }),
    fc.record({ secret: reference(secretKey) }),
    fc.record({ files }),
  );
const volumeSource = fc.oneof(
  source('secretName'),
  // Each source has its files below a path of its own, since explicit paths must differ.
  fc
    .array(fc.record({ configMap: fc.record({ name: fc.constant('base') }) }), { minLength: 1, maxLength: 3 })
    .map(sources => ({ sources })),
  source('name').map(one => ({ sources: [one] })),
);
const volume = fc
  .tuple(
    volumeSource,
    fc.record(
      {
        subPath: fc.constantFrom('a', 'a/b'),
        readOnly: fc.boolean(),
        defaultMode: fc.integer({ min: 0, max: 0o777 }),
        containers: fc.constant(['one']),
      },
      { requiredKeys: [] },
    ),
  )
  .map(parts => Object.assign({}, ...parts) as object);
/** Each changes another part of the pod, or the same one again. */
const patches = fc.subarray([
  { metadata: { labels: { role: 'r$(ordinal)' }, annotations: { note: null } } },
  { spec: { terminationGracePeriodSeconds: 5, nodeSelector: { zone: 'z' } } },
  { spec: { tolerations: [{ key: 'k', operator: 'Exists' }] } },
  { spec: { containers: [{ name: 'one', args: ['$(pod)'], env: [{ name: 'P', value: '$(ordinal)' }] }] } },
  { spec: { containers: [{ name: 'patched', image: 'i', env: [{ name: 'P', value: 'p' }] }] } },
  { spec: { initContainers: [{ name: 'first', image: 'i', envFrom: [{ configMapRef: { name: 'p' } }] }] } },
  { spec: { containers: [{ name: 'one', image: 'a' }] } },
  {
    spec: {
      containers: [{ name: 'one', image: 'b', resources: { limits: { cpu: '1' }, requests: { cpu: '1' } } }],
    },
  },
]);
const annotation = fc
  .record({
    patches,
    volumes: fc.array(volume, { maxLength: 4 }),
    named: fc.option(volumeSource),
    env: fc.array(
      fc.constantFrom<object>(
        { value: '' },
        { value: '$(ordinal)' },
        { value: '$$(A)' },
        { valueFrom: { secretKeyRef: { name: '$(pod)', key: 'k' } } },
        { valueFrom: { configMapKeyRef: { name: 'c', key: 'k-$(ordinal)', optional: false } } },
        { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      ),
      { maxLength: 3 },
    ),
    envFrom: fc.array(
      fc.tuple(
        fc.constantFrom({ configMap: 'node-$(ordinal)' }, { secret: '$(pod)' }),
        fc.record({ prefix: fc.constant('A_'), optional: fc.boolean() }, { requiredKeys: [] }),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ patches: patched, volumes, named, env, envFrom }) => ({
    ...(patched.length === 0 ? {} : { patches: patched }),
    volumes: [
      ...volumes.map((one, index) => ({ mountPath: `/m${index}${index % 2 === 0 ? '/' : ''}`, ...one })),
      ...(named === null ? [] : [{ name: 'named', ...named }]),
    ],
    env: env.map((one, index) => ({ name: `E${index}`, ...one })),
    envFrom: envFrom.map(([one, more]) => ({ ...one, ...more })),
  }));

const lists = fc.record(
  {
    env: fc.constantFrom(
      null,
      [],
      [
        { name: 'X', value: '' },
        { name: 'Y', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ],
    ),
    envFrom: fc.constantFrom(null, [], [{ prefix: '', configMapRef: { name: 'x' } }]),
    volumeMounts: fc.constantFrom(null, [], [{ name: 'named', mountPath: '/named', readOnly: false }]),
  },
  { requiredKeys: [] },
);
/** Pods of ordinal 2 that carry an annotation which is valid for them; named volumes are there to be replaced. */
export const annotatedPods = fc
  .record({ annotation, one: lists, others: fc.array(lists, { maxLength: 2 }) })
  .map(
    ({ annotation, one, others }): RawPod => ({
      metadata: {
        name: 'web-2',
        annotations: { 'per-pod-config': JSON.stringify(annotation) },
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true },
        ],
      },
      spec: {
        volumes: [{ name: 'named', secret: { secretName: 'old' } }],
        containers: [one, ...others].map(
          (container, index) => ({ name: ['one', 'two', 'three'][index], ...container }) as RawContainer,
        ),
      },
    }),
  );
