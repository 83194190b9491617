import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type {
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1Namespace,
  V1PodDisruptionBudget,
  V1Role,
  V1ServiceAccount,
} from '@kubernetes/client-node';
import { findStatefulSetOwner, isStatefulSetApi } from '../../src/admission/owner.ts';
import { parsePod } from '../../src/admission/pod.ts';
import { REVIEW_API_VERSION } from '../../src/admission/review.ts';
import { ANNOTATION_KEY } from '../../src/annotation/annotation.ts';
import { MUTATE_PATH, VALIDATE_PATH } from '../../src/server/webhook-app.ts';
import { type Installation, NAME, only, readInstallation } from './installation.ts';
import type { KubernetesObject } from './kustomization.ts';

const WEBHOOKS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const POLICIES = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

let installation: Installation;
before(async () => {
  installation = await readInstallation();
});

test('each object has the same name, policies with a suffix, and is in the namespace that comes with it', () => {
  const { objects } = installation;
  const clusterWide = ['Namespace', 'ClusterRole', 'ClusterRoleBinding', ...WEBHOOKS, ...POLICIES];
  for (const { kind, metadata } of objects) {
    if (POLICIES.includes(kind)) assert.match(metadata.name, /^per-pod-config-[a-z-]+$/, kind);
    else assert.equal(metadata.name, NAME, kind);
    assert.equal(metadata.namespace, clusterWide.includes(kind) ? undefined : NAME, kind);
    const labels = metadata.labels ?? {};
    assert.equal(labels['app.kubernetes.io/name'], NAME, kind);
    assert.equal(labels['app.kubernetes.io/component'], 'webhook', kind);
    assert.equal(labels['app.kubernetes.io/part-of'], NAME, kind);
  }
});

test('the API server is sent to the Service, port and paths that the server has', () => {
  const { container, service, webhook, validatingWebhook, flags } = installation;
  const shared = {
    namespace: service.metadata?.namespace,
    name: service.metadata?.name,
    port: only(service.spec?.ports).port,
  };
  assert.deepEqual(webhook.clientConfig, { service: { ...shared, path: MUTATE_PATH } });
  assert.deepEqual(validatingWebhook.clientConfig, { service: { ...shared, path: VALIDATE_PATH } });
  const target = only(service.spec?.ports).targetPort;
  const port = container.ports?.find(({ name }) => name === target);
  assert.equal(port?.containerPort, flags['port']);
});

test('Deployment, Service, disruption budget and spread constraints select the same pods', () => {
  const { find, deployment, podSpec, service } = installation;
  const selector = deployment.spec?.selector.matchLabels;
  const labels = deployment.spec?.template.metadata?.labels ?? {};
  for (const [key, value] of Object.entries(selector ?? {})) assert.equal(labels[key], value);
  assert.deepEqual(Object.keys(selector ?? {}), ['app.kubernetes.io/name', 'app.kubernetes.io/component']);
  assert.deepEqual(service.spec?.selector, selector);
  const budget = find<V1PodDisruptionBudget>('PodDisruptionBudget');
  assert.deepEqual(budget.spec?.selector?.matchLabels, selector);
  assert.deepEqual(
    podSpec.topologySpreadConstraints?.map(({ labelSelector }) => labelSelector?.matchLabels),
    [selector, selector],
  );
});

test('the webhook is called for new pods of StatefulSets, and for nothing else', () => {
  const { webhook } = installation;
  assert.deepEqual(webhook.rules, [
    {
      apiGroups: [''],
      apiVersions: ['v1'],
      resources: ['pods'],
      operations: ['CREATE'],
      scope: 'Namespaced',
    },
  ]);
  assert.deepEqual(webhook.objectSelector, {
    matchExpressions: [{ key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' }],
  });
});

test('the webhook for pods of OpenKruise differs by its name and by the owner that it asks for', () => {
  const { webhook, kruiseWebhook } = installation;
  const { name, matchConditions, ...rest } = kruiseWebhook;
  const { name: first, matchConditions: conditions, ...expected } = webhook;
  assert.deepEqual([first, name], ['pods.per-pod-config.svc', 'kruise-pods.per-pod-config.svc']);
  assert.deepEqual([conditions?.length, matchConditions?.length], [1, 1]);
  assert.deepEqual(rest, expected);
});

test('the webhook for updates that annotate and scale differs by its name, by its rule and by its conditions', () => {
  const { name, rules, matchConditions, ...rest } = installation.scalingWebhook;
  const { name: first, rules: all, ...expected } = installation.validatingWebhook;
  assert.deepEqual(
    [first, name],
    ['statefulsets.per-pod-config.svc', 'scaling.statefulsets.per-pod-config.svc'],
  );
  assert.deepEqual(rules, [{ ...all?.[0], operations: ['UPDATE'] }]);
  assert.equal(matchConditions?.length, 3);
  assert.deepEqual(rest, expected);
});

test('StatefulSets are checked when they are made or changed, those of the API groups that the code knows', () => {
  const { validatingWebhook } = installation;
  for (const rule of validatingWebhook.rules ?? []) {
    assert.deepEqual(rule.resources, ['statefulsets']);
    assert.deepEqual(rule.operations, ['CREATE', 'UPDATE']);
    assert.ok(isStatefulSetApi(`${only(rule.apiGroups)}/${only(rule.apiVersions)}`));
  }
  assert.equal(validatingWebhook.rules?.length, 2);
  assert.equal(validatingWebhook.objectSelector, undefined, 'an annotation cannot be selected by');
});

test('the webhook leaves out kube-system, its own namespace and those that opt out', () => {
  const { find, webhook, validatingWebhook } = installation;
  const optOut = ANNOTATION_KEY;
  assert.deepEqual(webhook.namespaceSelector, validatingWebhook.namespaceSelector);
  assert.deepEqual(webhook.namespaceSelector, {
    matchExpressions: [
      { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', NAME] },
      { key: optOut, operator: 'NotIn', values: ['disabled'] },
    ],
  });
  // Before Kubernetes 1.21 namespaces have no name label: its own must be left out all the same.
  assert.equal(find<V1Namespace>('Namespace').metadata?.labels?.[optOut], 'disabled');
});

test('the webhook speaks the review version of the code and keeps its promises', () => {
  const { webhook } = installation;
  const { admissionReviewVersions, failurePolicy, matchPolicy, reinvocationPolicy, sideEffects } = webhook;
  assert.deepEqual(
    admissionReviewVersions.map(version => `admission.k8s.io/${version}`),
    [REVIEW_API_VERSION],
  );
  assert.deepEqual(
    { failurePolicy, matchPolicy, reinvocationPolicy, sideEffects },
    { failurePolicy: 'Fail', matchPolicy: 'Equivalent', reinvocationPolicy: 'IfNeeded', sideEffects: 'None' },
  );
  const { name, rules, namespaceSelector, clientConfig, ...early } = installation.validatingWebhook;
  assert.deepEqual(early, {
    admissionReviewVersions,
    failurePolicy: 'Ignore',
    matchPolicy: 'Equivalent',
    sideEffects: 'None',
    timeoutSeconds: webhook.timeoutSeconds,
  });
});

test('no manifest says anything about caBundle, so that applying them again leaves it alone', () => {
  const { objects, webhook } = installation;
  assert.ok(!('caBundle' in webhook.clientConfig));
  const others = objects.filter(({ kind }) => !POLICIES.includes(kind));
  assert.doesNotMatch(JSON.stringify(others), /caBundle/i);
});

test('the webhook may read StatefulSets, those of the API groups that the code knows, and nothing else', () => {
  const { find } = installation;
  const { rules = [] } = find<V1ClusterRole>('ClusterRole');
  const [statefulSets, ...others] = rules;
  assert.deepEqual(statefulSets, {
    apiGroups: ['apps', 'apps.kruise.io'],
    resources: ['statefulsets'],
    verbs: ['get'],
  });
  assert.equal(others.length, 1);
  const isKnown = (group: string) =>
    findStatefulSetOwner(
      parsePod({
        metadata: {
          ownerReferences: [
            { apiVersion: `${group}/v1`, kind: 'StatefulSet', name: 'web', uid: '1', controller: true },
          ],
        },
        spec: { containers: [] },
      }),
    ) !== undefined;
  for (const group of statefulSets?.apiGroups ?? []) assert.ok(isKnown(group), group);
  assert.ok(!isKnown('example.com'));
});

test('it may look after caBundle in its own two configurations, and after its own Secret, by their names', () => {
  const { find, flags } = installation;
  assert.deepEqual(find<V1ClusterRole>('ClusterRole').rules?.[1], {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: WEBHOOKS.map(kind => `${kind.toLowerCase()}s`),
    resourceNames: [flags['webhookConfiguration']],
    verbs: ['get', 'patch'],
  });
  assert.deepEqual(find<V1Role>('Role').rules, [
    {
      apiGroups: [''],
      resources: ['secrets'],
      resourceNames: [flags['certificateSecret']],
      verbs: ['get', 'create', 'patch'],
    },
  ]);
  for (const kind of WEBHOOKS) {
    assert.equal(find<KubernetesObject>(kind).metadata.name, flags['webhookConfiguration']);
  }
});

test('the rights go to the account that the pods run as, the only one with a token', () => {
  const { find, podSpec } = installation;
  const account = find<V1ServiceAccount>('ServiceAccount');
  for (const kind of ['ClusterRole', 'Role']) {
    const { roleRef, subjects } = find<V1ClusterRoleBinding>(`${kind}Binding`);
    assert.deepEqual(roleRef, { apiGroup: 'rbac.authorization.k8s.io', kind, name: NAME });
    assert.deepEqual(subjects, [{ kind: 'ServiceAccount', name: NAME, namespace: NAME }]);
  }
  assert.equal(podSpec.serviceAccountName, account.metadata?.name);
  assert.equal(account.automountServiceAccountToken, false);
  assert.equal(podSpec.automountServiceAccountToken, true);
});
