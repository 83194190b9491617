import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Pod, V1Volume } from '@kubernetes/client-node';
import { indexData } from '../../src/kubelet/find-data.ts';
import { describeMissing } from '../../src/kubelet/source-view.ts';
import { viewVolume } from '../../src/kubelet/view-volume.ts';

const OBJECTS = [
  { kind: 'ConfigMap', name: 'base', data: { a: 'base a', b: 'base b' } },
  { kind: 'ConfigMap', name: 'node', data: { b: 'node b', c: 'node c' } },
  { kind: 'ConfigMap', name: 'binary', data: { a: 'text' }, binaryData: { b: 'Ynl0ZXM=' } },
  { kind: 'Secret', name: 'key', data: { key: 'b2xk', other: 'b3RoZXI=' }, stringData: { key: 'new' } },
].map(({ kind, name, ...data }) => ({ apiVersion: 'v1', kind, metadata: { name }, ...data }));

const find = indexData(OBJECTS)('default');
const ANNOTATIONS = { 'per-pod-config/file-0': 'rendered' };

/** Each source as a list: what it is, its files, and what the kubelet waits for, if anything. */
function view(volume: Omit<V1Volume, 'name'>, spec: Partial<V1Pod['spec']> = {}) {
  const pod = { metadata: { annotations: ANNOTATIONS }, spec: { containers: [], ...spec } };
  return viewVolume({ name: 'conf', ...volume }, pod, find).map(({ what, entries, missing, notes }) => [
    what,
    Object.fromEntries([...entries].map(([path, { content, mode }]) => [path, `${mode} ${content}`])),
    ...missing.map(describeMissing),
    ...notes,
  ]);
}

const fieldRef = (key: string) => ({ fieldPath: `metadata.annotations['${key}']` });

const CASES: readonly [string, Omit<V1Volume, 'name'>, unknown[]][] = [
  [
    'a ConfigMap volume shows all of its keys',
    { configMap: { name: 'base' } },
    [['ConfigMap base', { a: '644 base a', b: '644 base b' }]],
  ],
  [
    'it shows binary data too',
    { configMap: { name: 'binary' } },
    [['ConfigMap binary', { a: '644 text', b: '644 bytes' }]],
  ],
  [
    'items choose keys, paths and modes',
    { configMap: { name: 'base', defaultMode: 0o600, items: [{ key: 'a', path: 'x/y', mode: 0o400 }] } },
    [['ConfigMap base', { 'x/y': '400 base a' }]],
  ],
  [
    'a Secret volume shows decoded data, over which stringData wins',
    { secret: { secretName: 'key', defaultMode: 0o400 } },
    [['Secret key', { key: '400 new', other: '400 other' }]],
  ],
  [
    'a missing object is waited for',
    { configMap: { name: 'gone' } },
    [['ConfigMap gone', {}, 'ConfigMap gone']],
  ],
  [
    'a missing object that is optional is not',
    { secret: { secretName: 'base', optional: true } },
    [['Secret base (none)', {}]],
  ],
  [
    'a missing key is waited for',
    { configMap: { name: 'base', items: [{ key: 'z', path: 'z' }] } },
    [['ConfigMap base', {}, 'key z of ConfigMap base']],
  ],
  [
    'a missing key of an optional object is not',
    {
      configMap: {
        name: 'base',
        optional: true,
        items: [
          { key: 'z', path: 'z' },
          { key: 'a', path: 'a' },
        ],
      },
    },
    [['ConfigMap base', { a: '644 base a' }]],
  ],
  [
    'of two sources with one path, the later is seen',
    { projected: { sources: [{ configMap: { name: 'base' } }, { configMap: { name: 'node' } }] } },
    [
      ['ConfigMap base', { a: '644 base a' }],
      ['ConfigMap node', { b: '644 node b', c: '644 node c' }],
    ],
  ],
  [
    'by path it is, not by key, and whatever the kind',
    {
      projected: {
        defaultMode: 0o440,
        sources: [
          { configMap: { name: 'base' } },
          { secret: { name: 'key', items: [{ key: 'key', path: 'a' }] } },
          { downwardAPI: { items: [{ path: 'b', fieldRef: fieldRef('per-pod-config/file-0') }] } },
        ],
      },
    },
    [
      ['ConfigMap base', {}],
      ['Secret key', { a: '440 new' }],
      ['rendered files', { b: '440 rendered' }],
    ],
  ],
  [
    'an annotation that is not there is an empty file',
    { projected: { sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: fieldRef('gone') }] } }] } },
    [['fields of the pod', { a: '644 ' }]],
  ],
  [
    'the downward API shows fields of the pod, in a volume of its own too',
    {
      downwardAPI: {
        defaultMode: 0o400,
        items: [
          { path: 'annotations', fieldRef: { fieldPath: 'metadata.annotations' } },
          { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
        ],
      },
    },
    [['fields of the pod', { annotations: '400 per-pod-config/file-0="rendered"', labels: '400 ' }]],
  ],
  [
    'what a field of a later Kubernetes is, is not guessed',
    {
      downwardAPI: {
        items: [
          { path: 'a', ...{ laterRef: {} } },
          { path: 'b', resourceFieldRef: { resource: 'limits.cpu' } },
        ],
      },
    },
    [
      [
        'fields of the pod',
        {},
        'only a cluster knows the field of the pod, in a',
        'only a cluster knows resources of the pod, in b',
      ],
    ],
  ],
  [
    'what only a cluster knows is no reason to guess',
    {
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token' } },
          { downwardAPI: { items: [{ path: 'uid', fieldRef: { fieldPath: 'metadata.uid' } }] } },
        ],
      },
    },
    [
      ['serviceAccountToken', {}, 'only a cluster knows what serviceAccountToken shows'],
      ['fields of the pod', {}, 'only a cluster knows metadata.uid of the pod, in uid'],
    ],
  ],
  [
    'an image and certificates are there, whatever they hold',
    { image: { reference: 'conf:1' } },
    [['image conf:1', {}, 'only a cluster knows what image conf:1 shows']],
  ],
  [
    'certificates are there, whatever they hold',
    {
      projected: {
        sources: [
          { clusterTrustBundle: { name: 'ca', path: 'ca' } },
          { clusterTrustBundle: { signerName: 'a.b/c', path: 'cb' } },
          { podCertificate: { signerName: 'a.b/c', keyType: 'ED25519', keyPath: 'key' } },
        ],
      },
    },
    [
      ['ClusterTrustBundle ca', {}, 'only a cluster knows what ClusterTrustBundle ca shows'],
      ['ClusterTrustBundle of a.b/c', {}, 'only a cluster knows what ClusterTrustBundle of a.b/c shows'],
      ['certificate of a.b/c', {}, 'only a cluster knows what certificate of a.b/c shows'],
    ],
  ],
  ['a volume of another kind shows no configuration', { emptyDir: {} }, []],
];

describe('what a volume shows', () => {
  for (const [title, volume, expected] of CASES) {
    it(title, () => assert.deepEqual(view(volume), expected));
  }

  it('an fsGroup may read every file', () => {
    const spec = { securityContext: { fsGroup: 65532 } };
    assert.deepEqual(view({ configMap: { name: 'base', defaultMode: 0o400 } }, spec), [
      ['ConfigMap base', { a: '440 base a', b: '440 base b' }],
    ]);
    assert.deepEqual(view({ secret: { secretName: 'key' } }, spec), [
      ['Secret key', { key: '644 new', other: '644 other' }],
    ]);
  });

  it('bytes that are no text stay as they are', () => {
    const binary = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'b' },
      binaryData: { k: '//4AgA==' },
    };
    const [source] = viewVolume({ name: 'v', configMap: { name: 'b' } }, {}, indexData([binary])('default'));
    assert.deepEqual(source?.entries.get('k')?.content, Buffer.from([0xff, 0xfe, 0x00, 0x80]));
  });
});
