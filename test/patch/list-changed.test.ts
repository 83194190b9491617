import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listChanged, listChanges } from '../../src/patch/list-changed.ts';

const spec = (...containers: object[]) => ({ spec: { containers } });

describe('the fields in which two pods differ are named', () => {
  for (const [what, before, after, expected] of [
    ['none where they are the same', spec({ name: 'a' }), spec({ name: 'a' }), []],
    ['a label', { metadata: {} }, { metadata: { labels: { role: 'x' } } }, ['metadata.labels.role']],
    [
      'a key that is no plain word, in brackets',
      { metadata: { labels: { 'a.b/c': 'x' } } },
      { metadata: { labels: { 'a.b/c': 'y' } } },
      ['metadata.labels[a.b/c]'],
    ],
    [
      'a field of a container, by its name, wherever it stands in the list',
      spec({ name: 'a' }, { name: 'b', resources: { limits: { cpu: '1' } } }),
      spec({ name: 'b', resources: { limits: { cpu: '2' } } }, { name: 'a' }),
      ['spec.containers[b].resources.limits.cpu'],
    ],
    [
      'a container that was added or deleted, as a whole',
      spec({ name: 'a' }, { name: 'gone', image: 'x' }),
      spec({ name: 'a' }, { name: 'new', image: 'x' }),
      ['spec.containers[new]', 'spec.containers[gone]'],
    ],
    [
      'a list that is replaced, as a whole',
      spec({ name: 'a', args: ['x'] }),
      spec({ name: 'a', args: ['x', 'y'] }),
      ['spec.containers[a].args'],
    ],
    [
      'a list in which a key is there twice, as a whole',
      spec({
        name: 'a',
        ports: [
          { containerPort: 53, protocol: 'TCP' },
          { containerPort: 53, protocol: 'UDP' },
        ],
      }),
      spec({
        name: 'a',
        ports: [
          { containerPort: 53, protocol: 'SCTP' },
          { containerPort: 53, protocol: 'UDP' },
        ],
      }),
      ['spec.containers[a].ports'],
    ],
    [
      'an element whose key is no text',
      spec({ name: { toString: 'a' } }),
      spec({ name: ['a'] }),
      ['spec.containers[a list]', 'spec.containers[an object]'],
    ],
    [
      'none where there is only what the API server drops',
      { spec: {} },
      { spec: { hostNetwork: false, hostAliases: [], schedulerName: '', imagePullSecrets: [] } },
      [],
    ],
    [
      'a zero that is no absence',
      { spec: {} },
      { spec: { terminationGracePeriodSeconds: 0, nodeSelector: { a: '' } } },
      ['spec.terminationGracePeriodSeconds', 'spec.nodeSelector.a'],
    ],
    ['an empty object that came', { spec: {} }, { spec: { securityContext: {} } }, ['spec.securityContext']],
    ['a field that went', { spec: { hostNetwork: true } }, { spec: {} }, ['spec.hostNetwork']],
    ['one that no model has', { spec: { new: { a: 1 } } }, { spec: { new: { a: 2 } } }, ['spec.new.a']],
    ['one in the place of another kind', { spec: { a: [] } }, { spec: { a: {} } }, ['spec.a']],
  ] as const) {
    it(what, () => assert.deepEqual(listChanged(before, after), expected));
  }
});

it('each field comes with what it was and what it is', () => {
  const before = { spec: { hostNetwork: true, containers: [{ name: 'a', args: ['x'] }] } };
  const after = { spec: { containers: [{ name: 'a', args: ['y'] }, { name: 'b' }] } };
  assert.deepEqual(listChanges(before, after), [
    { field: 'spec.containers[a].args', before: ['x'], after: ['y'] },
    { field: 'spec.containers[b]', before: undefined, after: { name: 'b' } },
    { field: 'spec.hostNetwork', before: true, after: undefined },
  ]);
});
