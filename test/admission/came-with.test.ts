import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cameWith } from '../../src/admission/came-with.ts';

const KEY = 'per-pod-config/status';
const ask = (managedFields?: unknown) =>
  cameWith({ metadata: { managedFields }, spec: { containers: [] } }, KEY);
const fields = (annotations: object) => ({
  manager: 'kube-controller-manager',
  operation: 'Update',
  fieldsV1: { 'f:metadata': { 'f:annotations': { '.': {}, ...annotations } } },
});

describe('an annotation came with the pod', () => {
  it('where a client has set it, be it as one of several', () => {
    assert.equal(ask([fields({ [`f:${KEY}`]: {} })]), true);
    assert.equal(ask([fields({}), fields({ 'f:other': {}, [`f:${KEY}`]: {} })]), true);
  });

  it('not where only webhooks can have set it', () => {
    assert.equal(ask([fields({ 'f:per-pod-config': {} })]), false);
    assert.equal(ask([{ fieldsV1: { 'f:metadata': { 'f:labels': {} } } }]), false);
  });

  it('not where nothing is known of what clients have set', () => {
    for (const unknown of [undefined, null, [], {}, [null], ['x'], [{ fieldsV1: null }]]) {
      assert.equal(ask(unknown), false);
    }
  });
});
