import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Container } from '@kubernetes/client-node';
import { indexData, maskSecrets } from '../../src/kubelet/find-data.ts';
import { describeMissing } from '../../src/kubelet/source-view.ts';
import { viewEnvironment } from '../../src/kubelet/view-environment.ts';

const OBJECTS = [
  { kind: 'ConfigMap', name: 'node', data: { A: 'node a', B: 'node b' } },
  { kind: 'Secret', name: 'node', data: { B: 'c2VjcmV0' } },
].map(({ kind, name, ...data }) => ({ apiVersion: 'v1', kind, metadata: { name }, ...data }));

const POD = { metadata: { name: 'web-2', namespace: 'prod', labels: { site: 'eu' } } };

function view(container: Pick<V1Container, 'env' | 'envFrom'>) {
  const sources = viewEnvironment(container, POD, indexData(OBJECTS)('default'));
  return sources.map(({ what, entries, missing, notes }) => [
    what,
    Object.fromEntries(entries),
    ...missing.map(describeMissing),
    ...notes,
  ]);
}

const CASES: readonly [string, Pick<V1Container, 'env' | 'envFrom'>, unknown[]][] = [
  ['a container without any has none', {}, []],
  [
    'of two objects with one key, the later is seen',
    { envFrom: [{ configMapRef: { name: 'node' } }, { secretRef: { name: 'node' } }] },
    [
      ['ConfigMap node', { A: 'node a' }],
      ['Secret node', { B: 'secret' }],
    ],
  ],
  [
    'a prefix keeps them apart',
    { envFrom: [{ configMapRef: { name: 'node' } }, { prefix: 'S_', secretRef: { name: 'node' } }] },
    [
      ['ConfigMap node', { A: 'node a', B: 'node b' }],
      ['Secret node', { S_B: 'secret' }],
    ],
  ],
  [
    'env wins over envFrom',
    { envFrom: [{ configMapRef: { name: 'node' } }], env: [{ name: 'A', value: 'own' }] },
    [
      ['ConfigMap node', { B: 'node b' }],
      ['variables', { A: 'own' }],
    ],
  ],
  [
    'a variable can refer to what comes before it, not after',
    {
      envFrom: [{ secretRef: { name: 'node' } }],
      env: [
        { name: 'C', value: '$(D), $(B)' },
        { name: 'D', value: '[$(C)]' },
      ],
    },
    [
      ['Secret node', { B: 'secret' }],
      ['variables', { C: '$(D), secret', D: '[$(D), secret]' }],
    ],
  ],
  [
    'two dollars are one, and nothing is expanded behind them',
    {
      env: [
        { name: 'A', value: 'a' },
        { name: 'B', value: '$$(A) $$$(A) $(A $A' },
      ],
    },
    [['variables', { A: 'a', B: '$(A) $a $(A $A' }]],
  ],
  ['no value is an empty one', { env: [{ name: 'A' }] }, [['variables', { A: '' }]]],
  [
    'a missing object is waited for',
    { envFrom: [{ configMapRef: { name: 'gone' } }] },
    [['ConfigMap gone', {}, 'ConfigMap gone']],
  ],
  [
    'a missing object that is optional is not',
    { envFrom: [{ configMapRef: { name: 'gone', optional: true } }] },
    [['ConfigMap gone (none)', {}]],
  ],
  [
    'valueFrom takes one key of an object',
    {
      env: [
        { name: 'X', valueFrom: { configMapKeyRef: { name: 'node', key: 'A' } } },
        { name: 'Y', valueFrom: { secretKeyRef: { name: 'node', key: 'B' } } },
        { name: 'Z', value: '$(X) $(Y)' },
      ],
    },
    [
      ['ConfigMap node', { X: 'node a' }],
      ['Secret node', { Y: 'secret' }],
      ['variables', { Z: 'node a secret' }],
    ],
  ],
  [
    'a missing key is waited for, unless it is optional',
    {
      env: [
        { name: 'X', valueFrom: { configMapKeyRef: { name: 'node', key: 'Z' } } },
        { name: 'Y', valueFrom: { configMapKeyRef: { name: 'node', key: 'Z', optional: true } } },
      ],
    },
    [
      ['ConfigMap node', {}, 'key Z of ConfigMap node'],
      ['ConfigMap node', {}],
    ],
  ],
  [
    'fields of the pod are known where the pod says them',
    {
      env: ['metadata.name', 'metadata.namespace', "metadata.labels['site']", "metadata.labels['x']"].map(
        (fieldPath, index) => ({ name: `F${index}`, valueFrom: { fieldRef: { fieldPath } } }),
      ),
    },
    [['variables', { F0: 'web-2', F1: 'prod', F2: 'eu', F3: '' }]],
  ],
  [
    'a source of a later Kubernetes is neither a ConfigMap nor a Secret',
    { envFrom: [{ prefix: 'P_', laterRef: { name: 'node' } } as object, {}] },
    [
      [
        'variables',
        {},
        'only a cluster knows which variables laterRef gives',
        'only a cluster knows which variables a source gives',
      ],
    ],
  ],
  [
    'what only a cluster knows is no reason to guess',
    {
      env: [
        { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      ],
    },
    [
      [
        'variables',
        {},
        'only a cluster knows status.podIP of the pod, in IP',
        'only a cluster knows resourceFieldRef of the pod, in CPU',
      ],
    ],
  ],
];

describe('the variables of a container', () => {
  for (const [title, container, expected] of CASES) {
    it(title, () => assert.deepEqual(view(container), expected));
  }

  it('what a Secret gives can be masked, wherever it goes', () => {
    const envFrom = [{ secretRef: { name: 'node' } }];
    const env = [{ name: 'DSN', value: 'db:$(B)' }];
    const sources = viewEnvironment({ envFrom, env }, POD, maskSecrets(indexData(OBJECTS)('default')));
    assert.deepEqual(
      sources.flatMap(({ entries }) => [...entries.values()]),
      ['********', 'db:********'],
    );
  });
});
