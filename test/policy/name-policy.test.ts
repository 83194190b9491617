import assert from 'node:assert/strict';
import { it } from 'node:test';
import { namePolicy } from '../../src/policy/name-policy.ts';

const HASH = 'd0949cce077ee74b';
const nameFor = (namespace: string, name: string, onTemplate = true) =>
  namePolicy({ namespace, name }, HASH, onTemplate);

it('a policy is named by the namespace, the StatefulSet and the annotation', () => {
  assert.equal(nameFor('prod', 'web'), 'per-pod-config-prod.web-d0949cce');
});

it('the name of a policy has at most 253 characters, and is another one for each StatefulSet', () => {
  const [one, other] = ['a', 'b'].map(end => nameFor('n'.repeat(63), 's'.repeat(230) + end));
  assert.match(one ?? '', /^per-pod-config-[0-9a-f]{16}-d0949cce$/);
  assert.notEqual(one, other);
  assert.ok(nameFor('n'.repeat(63), 's'.repeat(165)).length === 253);
});

it('no two StatefulSets share a policy, whatever hyphens their names and namespaces have', () => {
  assert.notEqual(nameFor('a-b', 'c'), nameFor('a', 'b-c'));
});

it('an annotation that is moved to another place has a policy for each of them', () => {
  assert.equal(nameFor('prod', 'web', false), 'per-pod-config-prod.web-d0949cce-set');
});
