import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeLivePod } from '../../../src/status/create-anew.ts';
import type { Guards, MatchResources } from '../../../src/status/guard/guard-facts.ts';
import { makeProtect } from '../../../src/status/guard/make-protect.ts';
import type { LiveStatefulSet } from '../../../src/status/live-objects.ts';
import { makeWeb } from '../web.ts';
import { GUARD, NO_GUARD, UNREAD_GUARD } from './guards.ts';

const ON_SET = makeWeb();
const ON_TEMPLATE = makeWeb({ annotation: null, onTemplate: '/network/conf' });
const BARE = makeWeb({ annotation: null });
const PROD = { name: 'prod', labels: {} };
const protect = (
  guards: Guards,
  set: LiveStatefulSet,
  namespace: Parameters<ReturnType<typeof makeProtect>>[0] = PROD,
) => makeProtect(guards)(namespace, makeLivePod(set, 0), set);
const OF_POD = 'per-pod-config-guard';
const OF_SET = 'per-pod-config-guard-statefulset';

describe('the guard', () => {
  it('denies annotated pods, by the policy for the place of the annotation', () => {
    assert.equal(protect(GUARD, ON_TEMPLATE), OF_POD);
    assert.equal(protect(GUARD, ON_SET), OF_SET);
  });

  it('lets a pod through whose template has a status of its ordinal, and no other', () => {
    for (const [set, policy] of [
      [ON_TEMPLATE, OF_POD],
      [ON_SET, OF_SET],
    ] as const) {
      const statusOf = (text: string) => {
        const { template } = set.spec;
        const annotations = { ...template.metadata?.annotations, 'per-pod-config/status': text };
        const metadata = { ...template.metadata, annotations };
        return { ...set, spec: { ...set.spec, template: { ...template, metadata } } };
      };
      assert.equal(protect(GUARD, statusOf('{"ordinal":0,"volumes":[]}')), null);
      for (const text of [
        '{"ordinal":1,"volumes":[]}',
        '{"ordinal": 0,',
        '{"ordinal":0}',
        '{"ordinal":00,',
        '',
      ]) {
        assert.equal(protect(GUARD, statusOf(text)), policy, text);
      }
    }
  });

  it('denies no pod that is not annotated', () => assert.equal(protect(GUARD, BARE), null));

  it('denies nothing in a namespace that takes no part, and who may not read its labels cannot tell', () => {
    assert.equal(protect(GUARD, ON_SET, { name: 'prod', labels: { 'per-pod-config': 'disabled' } }), null);
    assert.equal(protect(GUARD, ON_SET, { name: 'prod', labels: 'unknown' }), undefined);
    assert.equal(protect(GUARD, BARE, { name: 'prod', labels: 'unknown' }), null);
  });

  it('denies nothing where it is not installed', () => assert.equal(protect(NO_GUARD, ON_SET), null));

  it('denies nothing without a binding that denies', () => {
    const { policy, binding } = GUARD.StatefulSet;
    for (const bound of [
      undefined,
      { spec: { ...binding.spec, validationActions: ['Warn', 'Audit'] } },
      { spec: { ...binding.spec, policyName: 'another' } },
    ]) {
      const guards = { ...GUARD, StatefulSet: { policy, binding: bound } };
      assert.equal(protect(guards, ON_SET), null);
      assert.equal(protect(guards, ON_TEMPLATE), OF_POD);
    }
  });

  it('denies no pod that its binding, or its rules, do not select', () => {
    const { policy, binding } = GUARD.template;
    const bound = {
      spec: { ...binding.spec, matchResources: { objectSelector: { matchLabels: { app: 'db' } } } },
    };
    assert.equal(protect({ ...GUARD, template: { policy, binding: bound } }, ON_TEMPLATE), null);
    const protectBy = (constraints: MatchResources) => {
      const spec = { ...policy.spec, matchConstraints: { ...policy.spec.matchConstraints, ...constraints } };
      return protect({ ...GUARD, template: { policy: { spec }, binding } }, ON_TEMPLATE);
    };
    const [rule] = policy.spec.matchConstraints.resourceRules;
    assert.equal(protectBy({ resourceRules: [] }), null);
    assert.equal(protectBy({ resourceRules: [{ ...rule, resourceNames: ['web-1'] }] }), null);
    assert.equal(protectBy({ resourceRules: [{ ...rule, resourceNames: ['web-0'] }] }), OF_POD);
    assert.equal(protectBy({ excludeResourceRules: [{ ...rule }] }), null);
    assert.equal(protectBy({ excludeResourceRules: [{ ...rule, resourceNames: ['web-1'] }] }), OF_POD);
  });

  it('looks at no StatefulSet of OpenKruise, and at none that paramRef does not select', () => {
    assert.equal(protect(GUARD, { ...ON_SET, apiVersion: 'apps.kruise.io/v1beta1' }), null);
    const { policy, binding } = GUARD.StatefulSet;
    for (const paramRef of [{ name: 'db' }, { selector: { matchLabels: { annotated: 'yes' } } }]) {
      const bound = { spec: { ...binding.spec, paramRef } };
      assert.equal(protect({ ...GUARD, StatefulSet: { policy, binding: bound } }, ON_SET), null);
    }
  });

  it('is not known to who may not read it, unless what is known decides', () => {
    assert.equal(protect(UNREAD_GUARD, ON_SET), undefined);
    assert.equal(protect({ ...UNREAD_GUARD, template: GUARD.template }, ON_TEMPLATE), OF_POD);
    assert.equal(
      protect({ ...NO_GUARD, StatefulSet: { policy: undefined, binding: 'unknown' } }, ON_SET),
      null,
    );
  });

  it('is not known where a condition cannot be evaluated', () => {
    const { policy, binding } = GUARD.template;
    const spec = {
      ...policy.spec,
      matchConditions: [{ name: 'who', expression: "request.userInfo.username != 'a'" }],
    };
    assert.equal(protect({ ...GUARD, template: { policy: { spec }, binding } }, BARE), undefined);
  });
});
