import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findReadySince } from '../../../src/cli/status/find-ready-since.ts';

test('API servers know of ready replicas half a minute after the Deployment has become available', () => {
  const find = (type: string, status: string, lastTransitionTime?: string) =>
    findReadySince({ spec: {}, status: { conditions: [{ type, status, lastTransitionTime }] } });
  assert.equal(find('Available', 'True', '2026-06-01T00:00:00Z'), '2026-06-01T00:00:30.000Z');
  assert.equal(find('Available', 'False', '2026-06-01T00:00:00Z'), undefined);
  assert.equal(find('Progressing', 'True', '2026-06-01T00:00:00Z'), undefined);
  assert.equal(find('Available', 'True'), undefined);
  assert.equal(findReadySince({ spec: {} }), undefined);
  assert.equal(findReadySince('unknown'), undefined);
});
