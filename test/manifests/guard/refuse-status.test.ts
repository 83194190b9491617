import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type {
  V1ValidatingAdmissionPolicy,
  V1ValidatingAdmissionPolicyBinding,
  V1ValidatingWebhookConfiguration,
} from '@kubernetes/client-node';
import fc from 'fast-check';
import { validate } from '../../../src/admission/validate.ts';
import { MANIFESTS, parseObjects } from '../kustomization.ts';
import { evaluatePolicy, type PolicyRequest } from './evaluate-policy.ts';

const read = <T>(path: string) => parseObjects(readFileSync(join(MANIFESTS, path), 'utf8'))[0] as T;
const policy = read<V1ValidatingAdmissionPolicy>('components/guard/validatingadmissionpolicy-status.yaml');
const binding = read<V1ValidatingAdmissionPolicyBinding>(
  'components/guard/validatingadmissionpolicybinding-status.yaml',
);

/** Of annotations that decide, and others. A member that is undefined is not there. */
const some = (...keys: string[]) =>
  fc.option(
    fc.dictionary(fc.constantFrom(...keys, 'other'), fc.constantFrom('/conf', '', '{}'), { maxKeys: 4 }),
    { nil: undefined },
  );

/** As a template of OpenKruise may have it: no schema drops its nulls. */
const someOrNull = (...keys: string[]) =>
  fc.oneof({ weight: 5, arbitrary: some(...keys) }, { weight: 1, arbitrary: fc.constant(null) });

const sets = fc
  .record({
    own: some('per-pod-config', 'per-pod-config/status'),
    template: someOrNull(
      'per-pod-config',
      'per-pod-config/status',
      'per-pod-config/status-page',
      'per-pod-config/file-0',
      'per-pod-config/file-',
      'per-pod-config/file',
    ),
    withMetadata: fc.boolean(),
    leaving: fc.boolean(),
  })
  .map(({ own, template, withMetadata, leaving }) => ({
    apiVersion: 'apps/v1',
    metadata: {
      name: 'web',
      ...(own && { annotations: own }),
      ...(leaving ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
    spec: {
      template: {
        ...(withMetadata
          ? { metadata: { ...(template === undefined ? {} : { annotations: template }) } }
          : {}),
        spec: { containers: [{ name: 'a' }] },
      },
    },
  }));

/** Whether the webhook refuses it for its status. */
function isRefused({ object, oldObject }: PolicyRequest): boolean {
  const { outcome, reason } = validate({
    uid: 'u',
    operation: oldObject === null ? 'CREATE' : 'UPDATE',
    resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
    object,
    ...(oldObject === null ? {} : { oldObject }),
  });
  return outcome === 'deny' && reason === 'left-over-status';
}

describe('policy per-pod-config-guard-status', () => {
  it('refuses what the webhook refuses, and nothing else', () => {
    let refused = 0;
    const requests = fc.record({ object: sets, oldObject: fc.option(sets) });
    fc.assert(
      fc.property(requests, request => {
        const message = evaluatePolicy(policy, request);
        if (message !== undefined) refused += 1;
        assert.equal(message !== undefined, isRefused(request));
      }),
      { numRuns: 2_000 },
    );
    assert.ok(refused > 100);
  });

  it('says which annotation to remove, from where', () => {
    const object = {
      metadata: { annotations: { 'per-pod-config': '/a' } },
      spec: { template: { metadata: { annotations: { 'per-pod-config/status': '{}' } } } },
    };
    assert.equal(
      evaluatePolicy(policy, { object, oldObject: null }),
      'per-pod-config: left-over-status: spec.template.metadata.annotations: expected no per-pod-config/status: only per-pod-config writes this, on each pod; remove it from the pod template',
    );
  });

  it('is for the requests of the validating webhook, and denies', () => {
    const configuration = read<V1ValidatingWebhookConfiguration>('base/validatingwebhookconfiguration.yaml');
    const { resourceRules, matchPolicy } = policy.spec?.matchConstraints ?? {};
    const [webhook] = configuration.webhooks ?? [];
    assert.deepEqual([resourceRules, matchPolicy], [webhook?.rules, webhook?.matchPolicy]);
    assert.equal(policy.spec?.failurePolicy, 'Fail');
    assert.deepEqual(binding.spec, { policyName: policy.metadata?.name, validationActions: ['Deny'] });
  });
});
