import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findFieldMistakes } from '../../demo/find-field-mistakes.ts';
import { listFieldRows } from '../../demo/list-field-rows.ts';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';

const ARGS = 'spec.containers[web].args';
const ROLE = 'metadata.labels.role';

const web = (...patched: string[]) => ({
  name: 'web-0',
  after: {
    metadata: {
      labels: { role: 'primary' },
      annotations: { [STATUS_ANNOTATION]: JSON.stringify({ patched }) },
    },
    spec: {
      affinity: { podAffinity: {} },
      containers: [{ name: 'other' }, { name: 'web', args: ['a', 'b'] }],
    },
  },
});

describe('the mistakes that the demo finds in patched fields', () => {
  it('fields that are just what they must be are right', () => {
    assert.deepEqual(
      findFieldMistakes([web(ARGS, ROLE)], { 'web-0': { [ARGS]: ['a', 'b'], [ROLE]: 'primary' } }),
      [],
    );
  });

  it('another value is wrong', () => {
    assert.deepEqual(findFieldMistakes([web(ARGS)], { 'web-0': { [ARGS]: ['a'] } }), [
      'web-0: field spec.containers[web].args: expected ["a"], got ["a","b"]',
    ]);
  });

  it('a field too many is wrong, and one that the status does not list', () => {
    assert.deepEqual(findFieldMistakes([web(ARGS)], { 'web-0': { [ROLE]: 'primary' } }), [
      'web-0: field metadata.labels.role: the status does not list it',
      'web-0: field spec.containers[web].args: expected-fields.yaml does not have it',
    ]);
  });
});

describe('the rows for patched fields', () => {
  it('there is one for each, with its value or the texts of its list', () => {
    const rows = listFieldRows(web(ROLE, ARGS, 'spec.affinity.podAffinity').after);
    assert.deepEqual(
      rows.map(({ where, entries }) => [where, ...entries]),
      [
        [ROLE, 'primary'],
        ['containers[web].args', 'a', 'b'],
        ['affinity.podAffinity', '…'],
      ],
    );
  });

  it('there is none where nothing is patched', () => {
    assert.deepEqual(listFieldRows({ ...web().after, metadata: {} }), []);
  });
});
