import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { V1Container } from '@kubernetes/client-node';
import { makeFindData } from '../../../demo/kubelet/find-data.ts';
import { viewEnvironment } from '../../../demo/kubelet/view-environment.ts';

const OBJECTS = [
  { kind: 'ConfigMap', name: 'node', data: { A: 'node a', B: 'node b' } },
  { kind: 'Secret', name: 'node', data: { B: 'c2VjcmV0' } },
].map(({ kind, name, ...data }) => ({ apiVersion: 'v1', kind, metadata: { name }, ...data }));

function view(container: Pick<V1Container, 'env' | 'envFrom'>) {
  return viewEnvironment(container, makeFindData(OBJECTS, 'default')).map(({ what, entries, missing }) => [
    what,
    Object.fromEntries(entries),
    ...missing,
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
];

describe('the variables of a container', () => {
  for (const [title, container, expected] of CASES) {
    it(title, () => assert.deepEqual(view(container), expected));
  }

  it('what it does not know is no reason to guess', () => {
    const env = [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }];
    assert.throws(() => view({ env }), /A: .*valueFrom/);
  });
});
