import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  failsClosed,
  findUnreachableWebhooks,
  type OtherWebhook,
  type Reach,
} from '../../src/status/find-unreachable-webhooks.ts';
import type { Reading } from '../../src/status/reading.ts';
import { assertOne, makeWeb } from './web.ts';

const service = { namespace: 'kruise-system', name: 'hook' };
const onPods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
const onSets = {
  apiGroups: ['apps'],
  apiVersions: ['v1'],
  operations: ['UPDATE'],
  resources: ['statefulsets'],
};

const make = (more: Partial<OtherWebhook> = {}): OtherWebhook => ({
  name: 'mpod.kb.io',
  configuration: 'MutatingWebhookConfiguration kruise',
  clientConfig: { service },
  rules: [onPods],
  ...more,
});

const find = (
  webhooks: readonly OtherWebhook[],
  reach: Reach = 'no endpoint',
  namespace: Reading<Readonly<Record<string, string>>> = { team: 'a' },
  set = makeWeb(),
) => findUnreachableWebhooks(set, namespace, { webhooks, reachOf: () => reach });

describe('a webhook that is unavailable', () => {
  it('is told with its configuration and its Service', () => {
    assert.deepEqual(find([make()]), [
      'its pods may fail to be created: with failurePolicy Fail, and unavailable: mpod.kb.io of MutatingWebhookConfiguration kruise (Service kruise-system/hook has no endpoint that is ready); restore what serves them, or delete their configurations',
    ]);
    assert.match(
      assertOne(find([make({ failurePolicy: 'Fail' })], 'absent')),
      /\(Service kruise-system\/hook does not exist\)/,
    );
  });

  it('is told where it keeps the StatefulSet from being changed', () => {
    assert.match(assertOne(find([make({ rules: [onSets] })])), /^changes of it may fail: /);
    assert.equal(find([make({ rules: [onSets, onPods] })]).length, 2);
    const kruise = { ...makeWeb(), apiVersion: 'apps.kruise.io/v1beta1' };
    assert.deepEqual(find([make({ rules: [onSets] })], 'absent', {}, kruise), []);
    const rules = [{ ...onSets, apiGroups: ['apps.kruise.io'] }];
    assert.equal(find([make({ rules })], 'absent', {}, kruise).length, 1);
  });

  it('is looked for by the labels that the controller gives a pod, and by nothing that is no label', () => {
    const web = { ...makeWeb(), status: { updateRevision: 'web-1' } };
    for (const [key, calls] of [
      ['apps.kubernetes.io/pod-index', true],
      ['controller-revision-hash', true],
      ['statefulset.kubernetes.io/pod-name', true],
      ['constructor', false],
    ] as const) {
      const select = (operator: string) =>
        find([make({ objectSelector: { matchExpressions: [{ key, operator }] } })], 'absent', {}, web);
      assert.deepEqual(
        [select('Exists').length, select('DoesNotExist').length],
        calls ? [1, 0] : [0, 1],
        key,
      );
    }
  });

  it('is told once for all of them, the first ten by name', () => {
    const many = Array.from({ length: 12 }, (_, index) => make({ name: `w${index}` }));
    assert.match(assertOne(find(many)), /w9 of [^,]* and 2 more; restore/);
  });

  const NO_MATTER: readonly [title: string, Partial<OtherWebhook>, Reach?][] = [
    ['answers', {}, 'ready'],
    ['is served by something that we may not read', {}, 'unknown'],
    ['lets requests pass meanwhile', { failurePolicy: 'Ignore' }],
    ['is called by URL', { clientConfig: {} }],
    ['is called for other resources', { rules: [{ ...onPods, resources: ['pods/status', 'services'] }] }],
    ['is called for other operations', { rules: [{ ...onPods, operations: ['UPDATE', 'DELETE'] }] }],
    ['is called for other groups', { rules: [{ ...onPods, apiGroups: ['apps'] }] }],
    ['is called for what is in no namespace', { rules: [{ ...onPods, scope: 'Cluster' }] }],
    ['has no rules', { rules: null }],
    ['is not called in the namespace', { namespaceSelector: { matchLabels: { team: 'b' } } }],
    [
      'has a condition that is false',
      { matchConditions: [{ name: 'c', expression: "object.metadata.name == 'db-0'" }] },
    ],
    ['is not called for these labels', { objectSelector: { matchLabels: { app: 'other' } } }],
  ];
  for (const [title, more, reach] of NO_MATTER) {
    it(`does not matter if it ${title}`, () => assert.deepEqual(find([make(more)], reach), []));
  }

  const MATTER: readonly [
    title: string,
    Partial<OtherWebhook>,
    Reading<Readonly<Record<string, string>>>?,
  ][] = [
    ['all resources', { rules: [{ ...onPods, resources: ['*'] }] }],
    ['all resources and what is below them', { rules: [{ ...onPods, resources: ['*/*'] }] }],
    ['pods and what is below them', { rules: [{ ...onPods, resources: ['pods/*'] }] }],
    [
      'all groups, operations and scopes',
      { rules: [{ ...onPods, apiGroups: ['*'], operations: ['*'], scope: '*' }] },
    ],
    ['the second of its rules', { rules: [{ ...onPods, apiGroups: ['batch'] }, onPods] }],
    ['the namespace', { namespaceSelector: { matchLabels: { team: 'a' } } }],
    ['the namespace, perhaps', { namespaceSelector: { matchLabels: { team: 'b' } } }, 'unknown'],
    ['pods with these labels', { objectSelector: { matchLabels: { app: 'web' } } }],
    ['pods that meet a condition', { matchConditions: [{ name: 'c', expression: 'true' }] }],
    [
      'pods that meet a condition, perhaps',
      { matchConditions: [{ name: 'c', expression: "request.userInfo.username == 'a'" }] },
    ],
  ];
  for (const [title, more, namespace] of MATTER) {
    it(`matters for ${title}`, () => assert.equal(find([make(more)], 'absent', namespace).length, 1));
  }

  it('is looked for only where it could matter', () => {
    assert.ok(failsClosed(make()));
    assert.ok(failsClosed(make({ rules: [onSets] })));
    assert.ok(!failsClosed(make({ failurePolicy: 'Ignore' })));
    assert.ok(!failsClosed(make({ rules: [{ ...onPods, resources: ['nodes'] }] })));
  });
});
