import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Pod } from '../../src/admission/pod.ts';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { listMounts } from '../../src/status/list-mounts.ts';
import { makeBarePod, makeLivePod, makeWeb } from './web.ts';

const containers = [{ name: 'a', volumeMounts: [{ name: 'conf', mountPath: '/conf' }] }, { name: 'b' }];
const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers, volumes: [{ name: 'conf', emptyDir: {} }] },
};

/** A pod whose status says this, whatever it is like by now. */
function makePod(status: object, spec: object): Pod {
  const text = JSON.stringify({ ordinal: 0, volumes: [], annotationHash: '', ...status });
  return { metadata: { annotations: { [STATUS_ANNOTATION]: text } }, spec } as Pod;
}

const ROWS: readonly [title: string, annotation: string, mounts: readonly unknown[][]][] = [
  ['a ConfigMap in every container', '/c', [['ConfigMap', ['node-1'], '/c', false, ['a', 'b']]]],
  [
    'a Secret in one container, optional',
    'volumes: [{mountPath: /s, secret: {secretName: s, optional: true}, containers: [b]}]',
    [['Secret', ['s'], '/s', true, ['b']]],
  ],
  [
    'each source of a volume',
    'volumes: [{mountPath: /p, sources: [{configMap: {name: x, optional: true}}, {secret: {name: x}}, {files: {f: t}}]}]',
    [
      ['ConfigMap', ['x'], '/p', true, ['a', 'b']],
      ['Secret', ['x'], '/p', false, ['a', 'b']],
      ['Files', ['f'], '/p', false, ['a', 'b']],
    ],
  ],
  [
    'a volume of the template that is replaced, where the template mounts it',
    'volumes: [{name: conf, configMap: c}]',
    [['ConfigMap', ['c'], '/conf', false, ['a']]],
  ],
  [
    'variables, and all those of an object',
    'env: [{name: A, value: a}, {name: B, value: b, containers: [b]}]\nenvFrom: [{secret: s, optional: true, containers: [a]}]',
    [
      ['Variables', ['A', 'B'], null, false, ['a', 'b']],
      ['Secret', ['s'], null, true, ['a']],
    ],
  ],
  [
    'images and certificates',
    `volumes:
- {mountPath: /i, image: "conf:$(ordinal)"}
- mountPath: /p
  sources:
  - clusterTrustBundle: {name: ca, path: ca}
  - podCertificate: {signerName: a.b/c, keyType: ED25519, keyPath: key}`,
    [
      ['Image', ['conf:1'], '/i', false, ['a', 'b']],
      ['ClusterTrustBundle', ['ca'], '/p', false, ['a', 'b']],
      ['PodCertificate', ['a.b/c'], '/p', false, ['a', 'b']],
    ],
  ],
  [
    'the objects that variables have their values from, each once',
    `env:
- {name: A, valueFrom: {secretKeyRef: {name: s, key: a, optional: true}}}
- {name: B, valueFrom: {secretKeyRef: {name: s, key: b}}, containers: [b]}
- {name: C, valueFrom: {configMapKeyRef: {name: c, key: k, optional: true}}, containers: [a]}
- {name: D, valueFrom: {fieldRef: {fieldPath: status.podIP}}, containers: [a]}`,
    [
      ['Variables', ['A', 'B', 'C', 'D'], null, false, ['a', 'b']],
      ['Secret', ['s'], null, false, ['a', 'b']],
      ['ConfigMap', ['c'], null, true, ['a']],
    ],
  ],
];

describe('what a pod has by its annotation', () => {
  for (const [title, annotation, mounts] of ROWS) {
    it(title, async () => {
      const pod = await makeLivePod(makeWeb({ annotation, template }), 1);
      const found = listMounts(pod).map(one => [one.kind, one.names, one.path, one.optional, one.containers]);
      assert.deepEqual(found, mounts);
    });
  }

  it('is where the pod mounted it already, in other words', async () => {
    const mount = { name: 'conf', mountPath: '//conf/.', readOnly: true };
    const spec = { ...template.spec, containers: [{ name: 'a', volumeMounts: [mount] }, { name: 'b' }] };
    const annotation = 'volumes: [{name: conf, mountPath: /conf, configMap: c}]';
    const pod = await makeLivePod(makeWeb({ annotation, template: { ...template, spec } }), 1);
    assert.deepEqual(
      listMounts(pod).map(({ path, containers: those }) => [path, those]),
      [['/conf', ['a', 'b']]],
    );
  });

  it('is where the pod still has it, whatever else its containers mount there or by that name', () => {
    const volumes = [{ name: 'v', configMap: 'c', mountPath: '/c' }];
    const mount = (name: string, volume: string, mountPath: string) => ({
      name,
      volumeMounts: [{ name: volume, mountPath }],
    });
    const spec = {
      volumes: [{ name: 'v', configMap: { name: 'c' } }],
      initContainers: [mount('init', 'v', '/c')],
      containers: [mount('a', 'other', '/c'), mount('b', 'v', '/elsewhere'), { name: 'c' }],
    };
    assert.deepEqual(listMounts(makePod({ volumes }, spec)), [
      { kind: 'ConfigMap', names: ['c'], path: '/c', optional: false, containers: ['init'] },
    ]);
  });

  it('is each path once that a volume of the template is mounted at', () => {
    const paths = (...mountPaths: string[]) =>
      mountPaths.map(mountPath => ({ name: 'conf', mountPath })).concat({ name: 'other', mountPath: '/o' });
    const spec = {
      volumes: [{ name: 'conf', configMap: { name: 'c' } }],
      containers: [
        { name: 'a', volumeMounts: paths('/x', '/y') },
        { name: 'b', volumeMounts: paths('/y') },
      ],
    };
    const found = listMounts(makePod({ volumes: [{ name: 'conf', configMap: 'c' }] }, spec));
    assert.deepEqual(
      found.map(({ path, containers }) => [path, containers]),
      [
        ['/x', ['a']],
        ['/y', ['a', 'b']],
      ],
    );
  });

  it('is optional when every reference to it is, and there is one', () => {
    const envFrom = [{ configMap: 'c' }];
    const from = (...optional: (boolean | undefined)[]) => ({
      containers: optional.map((one, index) => ({
        name: `c${index}`,
        envFrom: [
          { configMapRef: { name: 'c', ...(one === undefined ? {} : { optional: one }) } },
          { configMapRef: { name: 'other' } },
          { secretRef: { name: 'c', optional: true } },
        ],
      })),
    });
    const optional = (spec: object) => listMounts(makePod({ envFrom }, spec)).map(one => one.optional);
    assert.deepEqual(optional(from(true)), [true]);
    assert.deepEqual(optional(from(true, true)), [true]);
    assert.deepEqual(optional(from(true, false)), [false]);
    assert.deepEqual(optional(from(true, undefined)), [false]);
    assert.deepEqual(optional({ containers: [{ name: 'a' }] }), []);
  });

  it('is what the volume shows now, whatever the status says, and nothing where it is gone', () => {
    const volumes = [{ name: 'v', secret: 's', mountPath: '/s' }];
    const found = (...defined: object[]) =>
      listMounts(makePod({ volumes }, { containers: [], volumes: defined })).map(
        ({ kind, names, optional }) => [kind, ...names, optional],
      );
    assert.deepEqual(found(), []);
    assert.deepEqual(found({ name: 'w', secret: { secretName: 's', optional: true } }), []);
    assert.deepEqual(found({ name: 'v', emptyDir: {} }), []);
    assert.deepEqual(found({ name: 'v', secret: { secretName: 't' } }), [['Secret', 't', false]]);
    assert.deepEqual(found({ name: 'v', configMap: { name: 's', optional: true } }), [
      ['ConfigMap', 's', true],
    ]);
    assert.deepEqual(found({ name: 'v', secret: { secretName: 's', optional: true } }), [
      ['Secret', 's', true],
    ]);
  });

  it('is no row for no variables, and names only the containers that have one of them', () => {
    const spec = {
      containers: [
        { name: 'a', env: [{ name: 'B' }] },
        { name: 'b', env: [{ name: 'A' }] },
      ],
    };
    assert.deepEqual(listMounts(makePod({ env: [] }, spec)), []);
    assert.deepEqual(listMounts(makePod({ env: ['A'] }, spec)), [
      { kind: 'Variables', names: ['A'], path: null, optional: false, containers: ['b'] },
    ]);
  });

  it('is nothing for a pod that was created without', async () => {
    assert.deepEqual(listMounts(await makeBarePod(makeWeb(), 1)), []);
  });
});
