import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validate } from '../../src/admission/validate.ts';
import { lintSet } from '../../src/lint/lint-set.ts';
import { readSet } from '../../src/preview/read-set.ts';
import { makeObjects } from '../lint/read-sets.ts';

interface Situation {
  readonly apiVersion?: string;
  readonly on?: 'metadata' | 'template';
  readonly updateStrategy?: unknown;
}

const makeSet = ({ apiVersion = 'apps.kruise.io/v1beta1', on = 'template', updateStrategy }: Situation) => {
  const annotated = { annotations: { 'per-pod-config': '/conf' } };
  return {
    apiVersion,
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default', ...(on === 'metadata' ? annotated : {}) },
    spec: {
      template: {
        metadata: on === 'template' ? annotated : {},
        spec: { containers: [{ name: 'server' }] },
      },
      updateStrategy,
    },
  };
};

function listAtApply(situation: Situation): readonly string[] {
  const object = JSON.parse(JSON.stringify(makeSet(situation))) as { apiVersion: string };
  const [group = '', version = ''] = object.apiVersion.split('/');
  const resource = { group, version, resource: 'statefulsets' };
  const decision = validate({ uid: 'u', operation: 'UPDATE', resource, namespace: 'default', object });
  assert.equal(decision.reason, 'valid');
  return decision.outcome === 'allow' ? decision.warnings : [];
}

const rolling = (podUpdatePolicy: string) => ({ rollingUpdate: { podUpdatePolicy } });

/** The policy that is warned of; undefined for none. */
const ROWS: readonly [title: string, situation: Situation, policy: string | undefined][] = [
  ['in place if possible', { updateStrategy: rolling('InPlaceIfPossible') }, 'InPlaceIfPossible'],
  ['only in place', { updateStrategy: rolling('InPlaceOnly') }, 'InPlaceOnly'],
  [
    'in place, by an older version of the API',
    { apiVersion: 'apps.kruise.io/v1alpha1', updateStrategy: rolling('InPlaceOnly') },
    'InPlaceOnly',
  ],
  [
    'in place, with the type that is the default',
    { updateStrategy: { type: 'RollingUpdate', ...rolling('InPlaceOnly') } },
    'InPlaceOnly',
  ],
  ['by re-creation', { updateStrategy: rolling('ReCreate') }, undefined],
  ['never', { updateStrategy: { type: 'OnDelete', ...rolling('InPlaceOnly') } }, undefined],
  [
    'in place, the annotation not on the template',
    { on: 'metadata', updateStrategy: rolling('InPlaceOnly') },
    undefined,
  ],
  [
    'by Kubernetes, which knows no policy',
    { apiVersion: 'apps/v1', updateStrategy: rolling('InPlaceOnly') },
    undefined,
  ],
  ['by a strategy that is null', { updateStrategy: null }, undefined],
  ['by a rolling update that is null', { updateStrategy: { rollingUpdate: null } }, undefined],
  ['by what is the default', {}, undefined],
];

describe('pods are updated', () => {
  for (const [title, situation, policy] of ROWS) {
    it(`${title}: ${policy === undefined ? 'no warning' : 'a warning'}, at apply and by lint`, async () => {
      const expected =
        policy === undefined
          ? []
          : [
              `podUpdatePolicy ${policy}: a changed annotation is written onto pods that run, which keep their former mounts; delete these pods after a change, or use ReCreate`,
            ];
      assert.deepEqual(listAtApply(situation), expected);
      const [found] = makeObjects(makeSet(situation));
      assert.ok(found !== undefined);
      const set = readSet(found);
      assert.ok('set' in set, JSON.stringify(set));
      const { findings } = await lintSet(set, () => undefined, new Set());
      assert.deepEqual(
        findings.map(({ code, severity, message }) => [code, severity, message]),
        expected.map(message => ['in-place', 'warning', message]),
      );
    });
  }
});
