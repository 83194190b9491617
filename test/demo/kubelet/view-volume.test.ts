import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Pod, V1Volume } from '@kubernetes/client-node';
import { makeFindData } from '../../../demo/kubelet/find-data.ts';
import { viewVolume } from '../../../demo/kubelet/view-volume.ts';

const OBJECTS = [
  { kind: 'ConfigMap', name: 'base', data: { a: 'base a', b: 'base b' } },
  { kind: 'ConfigMap', name: 'node', data: { b: 'node b', c: 'node c' } },
  { kind: 'ConfigMap', name: 'binary', data: { a: 'text' }, binaryData: { b: 'Ynl0ZXM=' } },
  { kind: 'Secret', name: 'key', data: { key: 'b2xk', other: 'b3RoZXI=' }, stringData: { key: 'new' } },
].map(({ kind, name, ...data }) => ({ apiVersion: 'v1', kind, metadata: { name }, ...data }));

const find = makeFindData(OBJECTS, 'default');
const ANNOTATIONS = { 'per-pod-config/file-0': 'rendered' };

/** Each source as a list: what it is, its files, and what the kubelet waits for, if anything. */
function view(volume: Omit<V1Volume, 'name'>, spec: Partial<V1Pod['spec']> = {}) {
  const pod = { metadata: { annotations: ANNOTATIONS }, spec: { containers: [], ...spec } };
  return viewVolume({ name: 'conf', ...volume }, pod, find).map(({ what, entries, missing }) => [
    what,
    Object.fromEntries([...entries].map(([path, { text, mode }]) => [path, `${mode} ${text}`])),
    ...missing,
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
    [['rendered files', { a: '644 ' }]],
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

  it('what it does not know is no reason to guess', () => {
    const token = { projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } };
    assert.throws(() => view(token), /volume conf: .*serviceAccountToken/);
    const name = {
      projected: {
        sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }] } }],
      },
    };
    assert.throws(() => view(name), /a: .*metadata\.name/);
  });
});
