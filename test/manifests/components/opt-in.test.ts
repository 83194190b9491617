import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1MutatingWebhookConfiguration } from '@kubernetes/client-node';
import { buildWith, missing } from '../kustomize.ts';

test('the component opt-in changes one condition of each webhook: only labelled namespaces', async t => {
  if (missing) return t.skip(missing);
  const expected = await buildWith();
  for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
    const { webhooks } = expected[`${kind} per-pod-config`] as V1MutatingWebhookConfiguration;
    for (const { namespaceSelector } of webhooks ?? []) {
      const conditions = namespaceSelector?.matchExpressions;
      conditions?.splice(1, 1, { key: 'per-pod-config', operator: 'In', values: ['enabled'] });
    }
  }
  assert.deepEqual(await buildWith('opt-in'), expected);
});
