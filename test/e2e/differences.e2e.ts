// What may differ from one release of Kubernetes to the next. `npm run test:versions` compares what is measured here.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1PodSpec } from '@kubernetes/client-node';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { openApiServer } from './api-server.ts';
import { countCalls } from './calls.ts';
import { tellFact } from './difference.ts';
import { type Answer, describeFate, makeSet, PLAIN, POD_FIELDS, SET_FIELDS } from './differing-fields.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { SUITE_LABEL, useNamespace } from './namespace.ts';
import { openPodApi } from './pod-api.ts';
import { readPod, waitForEvent } from './pods.ts';
import { findServedVersions } from './served.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/differences.yaml', import.meta.url));
const CONFIGURATION = `${SUITE_LABEL}-match-conditions`;

const namespace = useNamespace('differences', { 'match-conditions': 'enabled' });
after(() => kubectl(['delete', 'mutatingwebhookconfiguration', CONFIGURATION, '--ignore-not-found']));

/** Has the API server say what it would do with an object, and keep nothing. */
async function dryRun(group: string, resource: string, object: object): Promise<Answer> {
  const server = await openApiServer();
  const path = `${group}/namespaces/${namespace}/${resource}?dryRun=All`;
  return server.call('POST', path, [201, 400, 422, 500], object);
}

test('pods of a StatefulSet count from ordinals.start, and have these labels when the webhook sees them', async t => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  const { spec } = await until('there is a pod held-5', () => readPod(namespace, 'held-5'));
  const labels = spec?.containers[0]?.env?.[0]?.value?.split(' ').sort() ?? [];
  assert.ok(labels.includes('statefulset.kubernetes.io/pod-name'), 'by it the webhook selects pods');
  const known = labels.filter(name => name !== 'app').map(name => `\`${name}\``);
  tellFact(t, 'labels of a pod at admission, beside those of the template', known.join(', '));
  tellFact(t, '`ordinals.start`', 'counted from');
});

test('the event about a denied pod tells our message, whatever it begins with', async t => {
  await kubectl(['scale', 'statefulset/denied', '-n', namespace, '--replicas=1']);
  const message = await waitForEvent(namespace, 'denied', 'FailedCreate', /per-pod-config: /);
  assert.match(message, /^create Pod denied-0 in StatefulSet denied failed error: .*invalid-annotation: /i);
  tellFact(t, 'the event about a denied pod begins with', `\`${message.split(' ', 2).join(' ')}\``);
});

test('the webhook is called once for a pod that nothing else changes', async t => {
  const pod = makePod(await read<StatefulSetObject>(namespace, 'statefulset', 'held'), 7);
  const api = await openPodApi(namespace);
  const calls = await countCalls(() => api.tryOut(pod));
  assert.equal(calls, 1);
  tellFact(t, 'calls for a pod that no other webhook changes', String(calls));
});

test('a webhook is called only where its matchConditions are true', async t => {
  await apply(namespace, CALLS_NOBODY);
  const make = (name: string) =>
    dryRun('/api/v1', 'configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  await until('the webhook is called, and fails', async () =>
    assert.match((await make('called')).message ?? '', /failed calling webhook/),
  );
  assert.equal((await make('left-out')).kind, 'ConfigMap');
  tellFact(t, '`matchConditions` of a webhook', 'taken and followed');
});

/** There is no server at its address. */
const CALLS_NOBODY = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  metadata: { name: CONFIGURATION, labels: { [SUITE_LABEL]: 'true' } },
  webhooks: [
    {
      name: 'nobody.e2e.per-pod-config.svc',
      clientConfig: { url: 'https://127.0.0.1:1/' },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] }],
      namespaceSelector: { matchLabels: { 'match-conditions': 'enabled' } },
      matchConditions: [{ name: 'by-name', expression: 'object.metadata.name == "called"' }],
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    },
  ],
};

test('the API server says which policies it serves', async t => {
  for (const kind of ['Validating', 'Mutating']) {
    const versions = await findServedVersions(`${kind.toLowerCase()}admissionpolicies`);
    tellFact(t, `${kind}AdmissionPolicy, as served`, versions.join(', ') || 'no');
  }
});

const inPod = (spec: object, isAnnotated: boolean) =>
  dryRun('/api/v1', 'pods', makePod(makeSet(spec, {}, isAnnotated), 0));

const inSet = (spec: object, isAnnotated: boolean) =>
  dryRun('/apis/apps/v1', 'statefulsets', makeSet({}, spec, isAnnotated));

test('a pod that has nothing special is configured', async () => {
  const { spec } = await inPod(PLAIN.spec, true);
  assert.deepEqual(
    (spec as V1PodSpec | undefined)?.volumes?.map(({ name }) => name),
    ['per-pod-config-0'],
  );
  assert.equal((await inPod(PLAIN.spec, false)).kind, 'Pod');
});

for (const [fields, tryOut] of [
  [POD_FIELDS, inPod],
  [SET_FIELDS, inSet],
] as const) {
  for (const field of fields) {
    test(`${field.fact}: it fares with our annotation as without it`, async t => {
      const plain = await tryOut(field.spec, false);
      tellFact(t, field.fact, describeFate(plain, field));
      const configured = await tryOut(field.spec, true);
      assert.deepEqual(
        [describeFate(configured, field), configured.message],
        [describeFate(plain, field), plain.message],
      );
    });
  }
}
