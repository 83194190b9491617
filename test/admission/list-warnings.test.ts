import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allow } from '../../src/admission/decision.ts';
import { listWarnings } from '../../src/admission/list-warnings.ts';
import { Reason } from '../../src/admission/reason.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

/** A set of which nearly everything is to be warned of. */
const SET: StatefulSetObject = {
  apiVersion: 'apps.kruise.io/v1beta1',
  metadata: { name: 'w'.repeat(53) },
  spec: {
    replicas: 2_000,
    updateStrategy: { rollingUpdate: { podUpdatePolicy: 'InPlaceIfPossible', partition: 1_999 } },
    template: {
      metadata: { annotations: { 'per-pod-config': 'text' } },
      spec: {
        volumes: [{ name: 'v', emptyDir: {} } as { name: string }],
        initContainers: [
          { name: 'i'.repeat(63), command: ['cp', 'a'], volumeMounts: [{ name: 'v', mountPath: '/v' }] },
        ],
        containers: [{ name: 'c', volumeMounts: [{ name: 'v', mountPath: '/v' }] }],
      },
    },
  },
};

const ANNOTATION = parseAnnotation(
  'volumes: [{mountPath: "/$(peers[0])/$(replicas)", configMap: b, subPath: c, readOnly: false}]',
);

describe('warnings', () => {
  it('are of what breaks first, and then of what is unwise', () => {
    assert.deepEqual(
      listWarnings(SET, ANNOTATION, 100).map(({ code }) => code),
      [
        'invalid-name',
        'in-place',
        'scaling',
        'not-all-checked',
        'sub-path',
        'read-only',
        'copying-init-container',
      ],
    );
  });

  it('fit, so that none of them is cut', () => {
    const { template, ...spec } = SET.spec;
    const own = { ...SET, spec: { ...spec, template: { spec: template.spec } } };
    for (const set of [SET, own]) {
      const messages = listWarnings(set, ANNOTATION, 100).map(({ message }) => message);
      assert.deepEqual(allow(Reason.valid, ...messages).warnings, messages);
    }
  });
});

it('a number that YAML reads as another text is warned of', () => {
  const annotation = parseAnnotation('volumes: [{mountPath: /a, files: {mode: 0400}}]');
  const warnings = listWarnings(
    { ...SET, spec: { ...SET.spec, template: { spec: { containers: [] } } } },
    annotation,
    2_000,
  );
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'yaml-changed').map(({ message }) => message),
    ['volumes[0].files.mode: YAML reads 0400 as 256: put it in quotes to keep it'],
  );
});

it('what a patch may not mean is warned of, at its place', () => {
  const text = 'patches: [{spec: {tomorrow: 1}}, {spec: {affinity: {}}}]';
  const set = { ...SET, spec: { ...SET.spec, template: { spec: { containers: [] } } } };
  const warnings = listWarnings(set, parseAnnotation(text), 2_000).filter(({ at }) => at !== undefined);
  assert.deepEqual(
    warnings.map(({ code, at }) => [code, text.slice(at)]),
    [
      ['unknown-field', '1}}, {spec: {affinity: {}}}]'],
      ['empty-patch', '{spec: {affinity: {}}}]'],
    ],
  );
});
