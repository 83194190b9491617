import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { findStatefulSetOwner } from '../../src/admission/owner.ts';
import { type Pod, parsePod } from '../../src/admission/pod.ts';
import { readInstallation } from './installation.ts';

// An expression that fails denies every pod, and nothing checks its fields when it is applied.
const { webhook, validatingWebhook } = await readInstallation();
const [condition, ...others] = webhook.matchConditions ?? [];
const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: false });
environment.registerVariable('object', 'dyn');
const evaluate = environment.parse(condition?.expression ?? '');

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

test('the webhook is called for exactly the pods that the code finds a StatefulSet for', () => {
  assert.equal(condition?.name, 'owned-by-statefulset');
  assert.deepEqual(others, []);
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(metadata, metadata => {
      const pod: Pod = parsePod({ metadata, spec: { containers: [] } });
      const called = evaluate({ object: pod });
      seen.add(called);
      assert.equal(called, findStatefulSetOwner(pod) !== undefined);
    }),
    { numRuns: 2000 },
  );
  assert.deepEqual(seen, new Set([true, false]));
});

test('the expression of the webhook is one that its types allow', () => {
  assert.deepEqual(environment.check(condition?.expression ?? ''), { valid: true, type: 'bool' });
});

test('StatefulSets without the annotation are checked too: it may be there under a key that is only like it', () => {
  assert.equal(validatingWebhook.matchConditions, undefined);
});
