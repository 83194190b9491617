import assert from 'node:assert/strict';
import { it } from 'node:test';
import { namePolicy } from '../../src/policy/name-policy.ts';

const HASH = 'd0949cce077ee74b';

it('a policy is named by the namespace, the StatefulSet and the annotation', () => {
  assert.equal(namePolicy('prod', 'web', HASH), 'per-pod-config-prod.web-d0949cce');
});

it('the name of a policy has at most 253 characters, and is another one for each StatefulSet', () => {
  const [one, other] = ['a', 'b'].map(end => namePolicy('n'.repeat(63), 's'.repeat(230) + end, HASH));
  assert.match(one ?? '', /^per-pod-config-[0-9a-f]{16}-d0949cce$/);
  assert.notEqual(one, other);
  assert.ok(namePolicy('n'.repeat(63), 's'.repeat(165), HASH).length === 253);
});

it('no two StatefulSets share a policy, whatever hyphens their names and namespaces have', () => {
  assert.notEqual(namePolicy('a-b', 'c', HASH), namePolicy('a', 'b-c', HASH));
});
