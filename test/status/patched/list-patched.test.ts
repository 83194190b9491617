import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listPatched } from '../../../src/status/patched/list-patched.ts';
import { withStatus } from '../web.ts';
import { createPatched, run } from './patched-pod.ts';

const PATCHES = [
  { metadata: { labels: { role: 'primary', 'app.kubernetes.io/part-of': 'db', app: null } } },
  {
    spec: {
      nodeSelector: { zone: 'a' },
      containers: [
        {
          name: 'server',
          args: ['--id=1'],
          ports: [{ containerPort: 80 }],
          resources: { limits: { cpu: '1' } },
        },
        { name: 'helper', image: 'h:1' },
      ],
    },
  },
];

const byField = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);

describe('the fields that patches set', () => {
  it('are told with their values, as the status names them', async () => {
    const { pod } = await createPatched(PATCHES);
    assert.deepEqual(
      listPatched(pod)
        .map(({ field, value }) => [field, field.endsWith(']') ? typeof value : value])
        .toSorted(byField),
      [
        ['metadata.labels.role', 'primary'],
        ['metadata.labels[app.kubernetes.io/part-of]', 'string'],
        ['metadata.labels.app', null],
        ['spec.containers[helper]', 'object'],
        ['spec.containers[server].args', ['--id=1']],
        ['spec.containers[server].ports[80]', 'object'],
        ['spec.containers[server].resources.limits.cpu', '1'],
        ['spec.nodeSelector.zone', 'a'],
      ].toSorted(byField),
    );
  });

  it('are none of those that a status has no room for', async () => {
    const pod = withStatus(run(await createPatched([])), {
      patched: ['metadata.labels.app', 'and 7 more'],
    });
    assert.deepEqual(listPatched(pod), [{ field: 'metadata.labels.app', value: 'web' }]);
  });
});
