import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FieldNames } from '../../../src/status/patched/field-names.ts';

const names = new FieldNames(['spec.containers[mysql]', 'metadata.labels.role', 'metadata.labels[a.b/c]']);

describe('names of fields', () => {
  it('hold themselves and what is within them', () => {
    for (const field of ['metadata.labels.role', 'spec.containers[mysql].image', 'metadata.labels[a.b/c]']) {
      assert.equal(names.hold(field), true, field);
    }
    for (const field of [
      'spec.containers',
      'spec.containers[mysql2].image',
      'metadata.labels.roles',
      'metadata',
    ]) {
      assert.equal(names.hold(field), false, field);
    }
  });

  it('reach themselves and what they are within', () => {
    for (const field of ['metadata', 'metadata.labels', 'spec.containers', 'spec.containers[mysql]']) {
      assert.equal(names.reach(field), true, field);
    }
    for (const field of ['spec.containers[mysql].image', 'spec.container', 'metadata.annotations']) {
      assert.equal(names.reach(field), false, field);
    }
  });
});
