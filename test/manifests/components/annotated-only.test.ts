import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { V1MutatingWebhookConfiguration, V1ValidatingAdmissionPolicy } from '@kubernetes/client-node';
import { Environment } from '@marcbachmann/cel-js';
import { present } from '../installation.ts';
import { buildWith, missing, type Objects } from '../kustomize.ts';

const objects: Objects = missing ? {} : await buildWith('annotated-only');
const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: false });
environment.registerVariable('object', 'dyn').registerVariable('oldObject', 'dyn');

interface Places {
  readonly set?: string;
  readonly template?: string;
}

/** As the API server has it: what is empty is absent. */
const annotate = (text: string | undefined) =>
  text === undefined ? {} : { annotations: { 'per-pod-config': text, other: 'x' } };
const makeSet = ({ set, template }: Places) => ({
  metadata: { name: 'web', ...annotate(set) },
  spec: { template: { ...(template === undefined ? {} : { metadata: annotate(template) }), spec: {} } },
});

function isDenied(old: Places | undefined, now: Places): boolean {
  const { spec } = objects[
    'ValidatingAdmissionPolicy per-pod-config-annotated-only'
  ] as V1ValidatingAdmissionPolicy;
  const both = { oldObject: old === undefined ? null : makeSet(old), object: makeSet(now) };
  const holds = ({ expression }: { expression: string }) => environment.parse(expression)(both) === true;
  return present(spec?.matchConditions).every(holds) && !present(spec?.validations).every(holds);
}

test('a StatefulSet with the annotation on its own metadata only cannot be created', t => {
  if (missing) return t.skip(missing);
  assert.equal(isDenied(undefined, { set: '/a' }), true);
  for (const places of [{}, { template: '/a' }, { set: '/a', template: '/b' }]) {
    assert.equal(isDenied(undefined, places), false, JSON.stringify(places));
  }
});

test('an update is denied only if it is the one that makes the annotation vain, or changes a vain one', t => {
  if (missing) return t.skip(missing);
  const states = [{}, { set: '/a' }, { set: '/b' }, { template: '/a' }, { set: '/a', template: '/a' }];
  const denied = states.flatMap(old =>
    states.filter(now => isDenied(old, now)).map(now => `${JSON.stringify(old)} -> ${JSON.stringify(now)}`),
  );
  assert.deepEqual(denied, [
    '{} -> {"set":"/a"}',
    '{} -> {"set":"/b"}',
    '{"set":"/a"} -> {"set":"/b"}',
    '{"set":"/b"} -> {"set":"/a"}',
    '{"template":"/a"} -> {"set":"/a"}',
    '{"template":"/a"} -> {"set":"/b"}',
    '{"set":"/a","template":"/a"} -> {"set":"/a"}',
    '{"set":"/a","template":"/a"} -> {"set":"/b"}',
  ]);
});

for (const index of [0, 1]) {
  test(`webhook ${index} is called only for annotated pods, of those that it was called for`, async t => {
    if (missing) return t.skip(missing);
    const conditionsOf = (all: Objects) =>
      (all['MutatingWebhookConfiguration per-pod-config'] as V1MutatingWebhookConfiguration).webhooks?.[index]
        ?.matchConditions ?? [];
    const [annotated, ...others] = conditionsOf(objects).toReversed();
    assert.deepEqual(others, conditionsOf(await buildWith()).toReversed());
    assert.equal(annotated?.name, 'annotated');
    const evaluate = environment.parse(present(annotated).expression);
    const isCalled = (metadata: object) => evaluate({ object: { metadata }, oldObject: null });
    assert.equal(isCalled({ name: 'web-0' }), false);
    assert.equal(isCalled({ name: 'web-0', annotations: { 'per-pod-config/status': '{}' } }), false);
    assert.equal(isCalled({ name: 'web-0', ...annotate('/a') }), true);
  });
}

test('the policy and the webhook that checks at apply are about the same objects', t => {
  if (missing) return t.skip(missing);
  const { spec } = objects[
    'ValidatingAdmissionPolicy per-pod-config-annotated-only'
  ] as V1ValidatingAdmissionPolicy;
  const validating = objects[
    'ValidatingWebhookConfiguration per-pod-config'
  ] as V1MutatingWebhookConfiguration;
  assert.deepEqual(spec?.matchConstraints?.resourceRules, validating.webhooks?.[0]?.rules);
});
