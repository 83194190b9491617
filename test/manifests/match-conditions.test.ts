import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { findStatefulSetOwner, isKruiseApi } from '../../src/admission/owner.ts';
import { type Pod, parsePod } from '../../src/admission/pod.ts';
import { present, readInstallation } from './installation.ts';

// An expression that fails denies every pod, and nothing checks its fields when it is applied.
const { webhook, kruiseWebhook, validatingWebhook, scalingWebhook } = await readInstallation();
const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: false });
environment.registerVariable('object', 'dyn').registerVariable('oldObject', 'dyn');
const conditions = [webhook, kruiseWebhook, scalingWebhook].flatMap(
  ({ matchConditions = [] }) => matchConditions,
);

function holds(name: string, request: { readonly object: object; readonly oldObject?: object }): boolean {
  const found = conditions.find(condition => condition.name === name);
  return environment.parse(present(found).expression)({ oldObject: null, ...request });
}

const reference = fc.record({
  apiVersion: fc.oneof(
    fc.constantFrom('apps/v1', 'apps/v1beta2', 'apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'),
    fc.constantFrom(
      'v1',
      'apps',
      'apps/',
      'apps/V1',
      'apps/v1/v1',
      'apps/v1\n',
      'myapps/v1',
      'apps.example.com/v1',
    ),
    fc.constantFrom('apps-kruise.io/v1beta1', 'appsxkruise.io/v1', 'apps.kruise-io/v1', 'APPS/v1', ''),
    fc.string().map(version => `apps/${version}`),
  ),
  kind: fc.constantFrom('StatefulSet', 'StatefulSet', 'StatefulSet', 'ReplicaSet', 'statefulset', ''),
  name: fc.string(),
  uid: fc.uuid(),
});
const maybeFalse = fc.constantFrom({}, { controller: false });
const ownerReferences = fc
  .tuple(fc.array(fc.tuple(reference, maybeFalse), { maxLength: 3 }), fc.option(reference), fc.nat(3))
  .map(([others, controller, at]) => {
    const list: object[] = others.map(([one, field]) => ({ ...one, ...field }));
    if (controller !== null) list.splice(at, 0, { ...controller, controller: true });
    return list;
  });
const metadata = fc.oneof(
  fc.constantFrom({ name: 'web-0' }, { name: 'web-0', ownerReferences: [] }),
  ownerReferences.map(list => ({ name: 'web-0', ownerReferences: list })),
);

test('one of the two webhooks is called for exactly the pods that the code finds a StatefulSet for', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(metadata, metadata => {
      const pod: Pod = parsePod({ metadata, spec: { containers: [] } });
      const owner = findStatefulSetOwner(pod);
      const called = holds('owned-by-statefulset', { object: pod });
      const calledForKruise = holds('owned-by-kruise-statefulset', { object: pod });
      seen.add(called).add(calledForKruise);
      assert.equal(called, owner !== undefined && !isKruiseApi(owner.apiVersion));
      assert.equal(calledForKruise, owner !== undefined && isKruiseApi(owner.apiVersion));
    }),
    { numRuns: 2000 },
  );
  assert.deepEqual(seen, new Set([true, false]));
});

test('the expressions are ones that their types allow', () => {
  for (const { name, expression } of conditions) {
    assert.deepEqual(environment.check(expression), { valid: true, type: 'bool' }, name);
  }
});

test('StatefulSets without the annotation are checked too: it may be there under a key that is only like it', () => {
  assert.equal(validatingWebhook.matchConditions, undefined);
});

/** As the API server has it, with defaults. */
const makeSet = (
  annotations: object,
  replicas: number,
  start?: number,
  template: object = {},
  created = replicas,
) => ({
  status: { replicas: created },
  metadata: { name: 'web', annotations },
  spec: {
    replicas,
    template: { metadata: { annotations: template } },
    ...(start === undefined ? {} : { ordinals: { start } }),
  },
});

const annotation = { 'per-pod-config': '/conf' };

for (const [what, old, now, expected] of [
  ['annotates and adds pods', makeSet({}, 1), makeSet(annotation, 2), true],
  ['annotates and moves the first ordinal', makeSet({}, 1), makeSet(annotation, 1, 5), true],
  ['only annotates', makeSet({}, 1), makeSet(annotation, 1), false],
  ['annotates and removes pods', makeSet({}, 2), makeSet(annotation, 1), false],
  ['only adds pods', makeSet(annotation, 1), makeSet(annotation, 2), false],
  ['adds pods of one that is not annotated', makeSet({}, 1), makeSet({}, 2), false],
  ['annotates a set whose pods are missing', makeSet({}, 2, undefined, {}, 1), makeSet(annotation, 2), true],
  [
    'moves the annotation from the template of a set whose pods are missing',
    makeSet({}, 1, undefined, annotation, 0),
    makeSet(annotation, 1),
    true,
  ],
  [
    'annotates a set that no controller has seen',
    { ...makeSet({}, 1), status: {} },
    makeSet(annotation, 1),
    true,
  ],
  [
    'only annotates the template',
    makeSet({}, 2, undefined, {}, 1),
    makeSet({}, 2, undefined, annotation),
    false,
  ],
  [
    'changes the annotation',
    makeSet({ 'per-pod-config': '/a' }, 2, undefined, {}, 1),
    makeSet(annotation, 2),
    false,
  ],
  ['annotates the template, too', makeSet({}, 1), makeSet(annotation, 2, undefined, annotation), false],
] as const) {
  test(`an update that ${what} is ${expected ? '' : 'not '}one that waits for the webhook`, () => {
    const request = { oldObject: old, object: now };
    const called = scalingWebhook.matchConditions?.every(({ name }) => holds(name, request));
    assert.equal(called, expected);
  });
}
