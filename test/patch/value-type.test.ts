import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { POD, typeOfField, UNKNOWN, type ValueType } from '../../src/patch/value-type.ts';

/** The type of what a path leads to; `*` is any element of a list. */
function typeAt(path: string): ValueType {
  let type: ValueType = POD;
  for (const step of path.split('.')) {
    if (type.kind === 'list') type = type.items;
    else if (type.kind === 'object' || type.kind === 'map') type = typeOfField(type, step);
    else assert.fail(`${path}: ${step} is in a ${type.kind}`);
  }
  return type;
}

describe('the type of a field', () => {
  const cases: readonly (readonly [string, ValueType])[] = [
    ['spec.hostNetwork', { kind: 'boolean' }],
    ['spec.priorityClassName', { kind: 'string' }],
    ['spec.priority', { kind: 'integer', bits: 32 }],
    ['spec.terminationGracePeriodSeconds', { kind: 'integer', bits: 64 }],
    ['spec.nodeSelector', { kind: 'map', values: { kind: 'string' } }],
    ['spec.overhead', { kind: 'map', values: { kind: 'quantity' } }],
    ['spec.containers.*.resources.limits.cpu', { kind: 'quantity' }],
    ['spec.containers.*.livenessProbe.httpGet.port', { kind: 'intOrString' }],
    ['spec.containers.*.args', { kind: 'list', items: { kind: 'string' }, merges: false }],
    ['spec.volumes.*.emptyDir.sizeLimit', { kind: 'quantity' }],
    ['spec.volumes.*.ephemeral.volumeClaimTemplate.spec.resources.requests.storage', { kind: 'quantity' }],
    ['spec.containers.*.env.*.valueFrom.resourceFieldRef.divisor', { kind: 'quantity' }],
    ['metadata.finalizers', { kind: 'list', items: { kind: 'string' }, merges: true }],
    ['spec.fieldOfTheFuture', UNKNOWN],
  ];
  for (const [path, type] of cases) it(`${path} is ${type.kind}`, () => assert.deepEqual(typeAt(path), type));

  it('says the key of a list that merges', () => {
    const ports = typeAt('spec.containers.*.ports');
    assert.ok(ports.kind === 'list' && ports.merges);
    assert.equal(ports.mergeKey, 'containerPort');
    assert.ok(ports.items.kind === 'object');
    assert.equal(ports.items.name, 'ContainerPort');
  });

  it('says that tolerations are replaced as a whole', () => {
    const tolerations = typeAt('spec.tolerations');
    assert.ok(tolerations.kind === 'list');
    assert.equal(tolerations.merges, false);
  });
});
