import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { V1ValidatingAdmissionPolicy } from '@kubernetes/client-node';
import { admit } from '../../../src/admission/admit.ts';
import { makePod } from '../../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../../src/admission/statefulset.ts';
import { MANIFESTS, parseObjects } from '../kustomization.ts';
import { evaluatePolicy } from './evaluate-policy.ts';

const read = (file: string) =>
  parseObjects(
    readFileSync(join(MANIFESTS, 'components/guard', file), 'utf8'),
  )[0] as V1ValidatingAdmissionPolicy;
const ofPods = read('validatingadmissionpolicy.yaml');
const ofSets = read('validatingadmissionpolicy-statefulset.yaml');

interface Situation {
  readonly set?: string;
  readonly template?: string;
  readonly status?: string;
  readonly apiVersion?: string;
}

const annotations = (all: Readonly<Record<string, string | undefined>>) => {
  const present = Object.entries(all).filter(([, text]) => text !== undefined);
  return present.length === 0 ? {} : { annotations: Object.fromEntries(present) };
};

function makeSet({ set, template, status, apiVersion = 'apps/v1' }: Situation): StatefulSetObject {
  return {
    apiVersion,
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'prod', uid: 'u-1', ...annotations({ 'per-pod-config': set }) },
    spec: {
      serviceName: 'web',
      replicas: 12,
      template: {
        metadata: annotations({ 'per-pod-config': template, 'per-pod-config/status': status }),
        spec: { containers: [{ name: 'main' }] },
      },
    },
  } as unknown as StatefulSetObject;
}

/** Both policies' messages on one pod, as the API server evaluates them: one with each set of the namespace. */
function judge(pod: object, ...sets: readonly StatefulSetObject[]): string[] {
  const request = { object: pod, oldObject: null, request: { namespace: 'prod' } };
  return [
    evaluatePolicy(ofPods, request),
    ...sets.map(params => evaluatePolicy(ofSets, { ...request, params })),
  ].filter(message => message !== undefined);
}

const other = {
  ...makeSet({ set: '/other' }),
  metadata: { name: 'web-1', uid: 'u-2', annotations: { 'per-pod-config': '/other' } },
} as unknown as StatefulSetObject;

for (const [where, situation] of [
  ['template', { template: '/conf' }],
  ['StatefulSet', { set: '/conf' }],
] as const) {
  const set = makeSet(situation);

  test(`annotated on the ${where}, a pod that the webhook has not configured is denied once, with what to do`, () => {
    for (const ordinal of [0, 3, 11]) {
      const messages = judge(makePod(set, ordinal), set, other);
      assert.equal(messages.length, 1);
      assert.match(
        messages[0] ?? '',
        /per-pod-config, but webhook pods\.per-pod-config\.svc has not configured/,
      );
      assert.match(messages[0] ?? '', new RegExp(`kubectl per-pod-config why web-${ordinal} -n prod$`));
    }
  });

  test(`annotated on the ${where}, a pod that the webhook has configured is let through`, async () => {
    for (const ordinal of [0, 3, 11]) {
      const pod = makePod(set, ordinal);
      const review = {
        uid: 'r',
        operation: 'CREATE',
        namespace: 'prod',
        resource: { group: '', version: 'v1', resource: 'pods' },
        object: pod,
      };
      const decision = await admit(review, async () => set as never);
      assert.equal(decision.reason, 'mounted');
      assert.deepEqual(judge(pod, set, other), []);
    }
  });

  test(`annotated on the ${where}, a status that was copied into the template lets no other pod through`, () => {
    const forged = makeSet({ ...situation, status: '{"ordinal":1,"volumes":[],"annotationHash":"0"}' });
    const denied = [0, 1, 2, 10, 11].filter(ordinal => judge(makePod(forged, ordinal), forged).length > 0);
    assert.deepEqual(denied, [0, 2, 10, 11]);
  });
}

test('a pod of a StatefulSet that is not annotated is let through, whatever else is in the namespace', () => {
  const set = makeSet({});
  assert.deepEqual(judge(makePod(set, 1), set, other), []);
});

test('a pod without a controller is let through, though it has the annotation', () => {
  const { metadata, ...pod } = makePod(makeSet({ template: '/conf' }), 0);
  const { ownerReferences, ...orphaned } = metadata;
  assert.equal(ownerReferences.length, 1);
  assert.deepEqual(judge({ ...pod, metadata: orphaned }, other), []);
});

test('the annotation on the template counts for the StatefulSets of OpenKruise, too', () => {
  const set = makeSet({ template: '/conf', apiVersion: 'apps.kruise.io/v1beta1' });
  assert.equal(judge(makePod(set, 0)).length, 1);
});
