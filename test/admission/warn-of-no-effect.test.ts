import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warnOfNoEffect } from '../../src/admission/warn-of-no-effect.ts';
import { MAX_FIELDS_SEARCHED, MAX_NAMES_COMPARED, MAX_NAMES_LISTED } from '../../src/bounds/bounds.ts';

const find = (set: object) => warnOfNoEffect(set).map(({ message }) => message);
const key = { 'per-pod-config': '/a' };
const near = { 'per-pod-conf': '/a' };
const template = (metadata: object) => ({ spec: { template: { metadata } } });
const MOVE = 'move it to metadata.annotations or spec.template.metadata.annotations';

describe('what has no effect in a StatefulSet', () => {
  const rows: readonly [title: string, set: object, message: string][] = [
    [
      'another key',
      { metadata: { annotations: near } },
      'metadata.annotations: "per-pod-conf" has no effect; did you mean "per-pod-config"?',
    ],
    [
      'another key on the template',
      template({ annotations: near }),
      'spec.template.metadata.annotations: "per-pod-conf" has no effect; did you mean "per-pod-config"?',
    ],
    [
      'another key as a label',
      { metadata: { labels: near } },
      'metadata.labels: "per-pod-conf" has no effect; did you mean "per-pod-config" in metadata.annotations?',
    ],
    [
      'a label',
      { metadata: { labels: key } },
      'metadata.labels: per-pod-config has no effect as a label; make it an annotation',
    ],
    [
      'a label of the template',
      template({ labels: key }),
      'spec.template.metadata.labels: per-pod-config has no effect as a label; make it an annotation',
    ],
    ['a field', key, `the StatefulSet: per-pod-config has no effect here; ${MOVE}`],
    ['a field of metadata', { metadata: key }, `metadata: per-pod-config has no effect here; ${MOVE}`],
    [
      'a misspelled field above it',
      { metadata: { annotation: key } },
      `metadata.annotation: per-pod-config has no effect here; ${MOVE}`,
    ],
    [
      'the spec',
      { spec: { annotations: key } },
      `spec.annotations: per-pod-config has no effect here; ${MOVE}`,
    ],
    [
      'metadata of the spec',
      { spec: { metadata: { annotations: key } } },
      `spec.metadata.annotations: per-pod-config has no effect here; ${MOVE}`,
    ],
    [
      'the template without its metadata',
      { spec: { template: { annotations: key } } },
      `spec.template.annotations: per-pod-config has no effect here; ${MOVE}`,
    ],
    [
      'a claim',
      { spec: { volumeClaimTemplates: [{}, { metadata: { annotations: key } }] } },
      `spec.volumeClaimTemplates[1].metadata.annotations: per-pod-config has no effect here; ${MOVE}`,
    ],
    [
      'a container',
      { spec: { template: { spec: { containers: [key] } } } },
      `spec.template.spec.containers[0]: per-pod-config has no effect here; ${MOVE}`,
    ],
    [
      'another text beside the one that counts',
      { metadata: { annotations: key }, spec: { annotations: { 'per-pod-config': '/b' } } },
      `spec.annotations: per-pod-config has no effect here; ${MOVE}`,
    ],
  ];
  for (const [title, set, message] of rows) it(title, () => assert.deepEqual(find(set), [message]));

  it('is told with its path', () => {
    const [warning] = warnOfNoEffect({
      spec: { volumeClaimTemplates: [{ metadata: { annotations: near } }] },
    });
    const path = ['spec', 'volumeClaimTemplates', 0, 'metadata', 'annotations', 'per-pod-conf'];
    assert.deepEqual(warning?.path, path);
  });
});

describe('no warning is given', () => {
  const rows: readonly [title: string, set: object][] = [
    ['for the annotation', { metadata: { annotations: key }, ...template({ annotations: key }) }],
    [
      'for the same once more, as kustomize writes it',
      {
        metadata: { annotations: key },
        spec: { volumeClaimTemplates: [{ metadata: { annotations: key } }] },
      },
    ],
    ['for a label beside the annotation', { metadata: { annotations: key, labels: key } }],
    ['for what the webhook writes', template({ annotations: { 'per-pod-config/status': '{}' } })],
    [
      'for the fields that a client manages',
      {
        metadata: {
          managedFields: [{ fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:per-pod-config': {} } } } }],
        },
      },
    ],
    ['for a selector', { spec: { selector: { matchLabels: near } } }],
    [
      'for null, which is absence',
      { metadata: { annotations: { 'per-pod-config': null }, labels: { 'per-pod-conf': null } } },
    ],
  ];
  for (const [title, set] of rows) it(title, () => assert.deepEqual(find(set), []));
});

describe('the work is bounded', () => {
  const others = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`example.com/${index}`, '']));

  it('of many other keys, the first are compared, and the key itself is always found', () => {
    assert.equal(find({ annotations: { ...others(MAX_NAMES_COMPARED - 2), ...near } }).length, 1);
    const late = { annotations: { ...others(MAX_NAMES_COMPARED), ...near, ...key } };
    assert.deepEqual(find(late), [`annotations: per-pod-config has no effect here; ${MOVE}`]);
  });

  it('the outermost fields are searched, however deep an object is', () => {
    const nest = (depth: number) =>
      JSON.parse(`${'{"a":'.repeat(depth)}{"per-pod-config":"/a"}${'}'.repeat(depth)}`) as object;
    assert.equal(find({ b: nest(MAX_FIELDS_SEARCHED), metadata: { annotations: near } }).length, 1);
    const [message = '', ...more] = find(nest(MAX_FIELDS_SEARCHED - 1));
    assert.deepEqual(more, []);
    assert.ok(message.length < 1_000, String(message.length));
    assert.deepEqual(find(nest(MAX_FIELDS_SEARCHED)), []);
  });

  it('the first places are told', () => {
    const containers = Array.from({ length: 100 }, () => key);
    assert.equal(find({ spec: { template: { spec: { containers } } } }).length, MAX_NAMES_LISTED);
  });
});
