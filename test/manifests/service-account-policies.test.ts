import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type {
  V1ClusterRole,
  V1Role,
  V1ServiceAccount,
  V1ValidatingAdmissionPolicy,
  V1ValidatingAdmissionPolicyBinding,
} from '@kubernetes/client-node';
import { formatSecret } from '../../src/certificates/secret-data.ts';
import { type Installation, only, present, readInstallation } from './installation.ts';

let installation: Installation;
before(async () => {
  installation = await readInstallation();
});

function findPolicy(name: string) {
  const named = <T>(kind: string) =>
    only(installation.objects.filter(object => object.kind === kind && object.metadata.name === name)) as T;
  const policy = named<V1ValidatingAdmissionPolicy>('ValidatingAdmissionPolicy');
  const binding = named<V1ValidatingAdmissionPolicyBinding>('ValidatingAdmissionPolicyBinding');
  return { spec: present(policy.spec), binding: present(binding.spec) };
}

for (const [name, kind] of [
  ['per-pod-config-ca-bundle', 'ClusterRole'],
  ['per-pod-config-secret', 'Role'],
] as const) {
  test(`${name} is in force for the service account that the pods run as, and for no other`, () => {
    const { spec, binding } = findPolicy(name);
    const account = installation.find<V1ServiceAccount>('ServiceAccount').metadata;
    assert.deepEqual(only(spec.matchConditions), {
      name: 'own-service-account',
      expression: `request.userInfo.username == 'system:serviceaccount:${account?.namespace}:${account?.name}'`,
    });
    assert.equal(installation.podSpec.serviceAccountName, account?.name);
    assert.deepEqual(binding, { policyName: name, validationActions: ['Deny'] });
    assert.equal(spec.failurePolicy, 'Fail');
  });

  test(`${name} is evaluated for what the ${kind} lets the account write, whatever it does with that`, () => {
    const { spec } = findPolicy(name);
    const { rules = [] } = installation.find<V1ClusterRole | V1Role>(kind);
    const written = only(rules.filter(({ verbs }) => verbs.includes('patch')));
    const { apiGroups, resources, operations } = only(spec.matchConstraints?.resourceRules);
    assert.deepEqual(
      { apiGroups, resources },
      { apiGroups: written.apiGroups, resources: written.resources },
    );
    assert.deepEqual(operations, ['CREATE', 'UPDATE', 'DELETE']);
    const [own] = present(spec.validations);
    assert.ok(own?.expression.includes(`request.name == '${only(written.resourceNames)}'`));
  });
}

test('every field of a webhook configuration is compared, apart from caBundle and what the API server sets', () => {
  assert.deepEqual(listExceptions('per-pod-config-ca-bundle'), [
    ['metadata', 'webhooks'],
    ['generation', 'managedFields', 'resourceVersion'],
  ]);
});

test('every field of the Secret is compared, apart from the keys that the program writes and what the API server sets', () => {
  const keys = formatSecret({ signer: undefined, authorities: [], serving: undefined, retired: [] });
  const [top, metadata, data] = listExceptions('per-pod-config-secret');
  assert.deepEqual(top, ['metadata', 'data']);
  assert.deepEqual(metadata, ['creationTimestamp', 'managedFields', 'resourceVersion', 'uid']);
  assert.deepEqual(data?.toSorted(), Object.keys(keys).toSorted());
});

/** The fields that each part of the objects is compared without. */
function listExceptions(policy: string): string[][] {
  const parts = findPolicy(policy).spec.variables?.find(({ name }) => name === 'parts')?.expression ?? '';
  return [...parts.matchAll(/!\(k in \[(.*?)\]\)/g)].map(([, list = '']) => list.match(/[\w.-]+/g) ?? []);
}
