// What the webhook has put into a pod comes back to it when another webhook has changed the pod, and has been through the
// API server meanwhile: defaults are there, zero values are gone.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { V1Pod } from '@kubernetes/client-node';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { type ApiServer, openApiServer } from './api-server.ts';
import { NAME } from './installation.ts';
import { useNamespace } from './namespace.ts';
import { openPodApi, type PodApi } from './pod-api.ts';
import { asPodOf, listAnnotations, listExamples, listFixtures, withoutPods } from './round-trips.ts';

const namespace = useNamespace('round-trip');
const sets = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;

/** Every field that the webhook writes, with the values that the API server changes, and others. */
const ANNOTATIONS = [
  'volumes: [{mountPath: /a, configMap: c}]',
  'volumes: [{mountPath: /a/, configMap: c, readOnly: false}]',
  'volumes: [{mountPath: /a, configMap: c, readOnly: true}]',
  'volumes: [{mountPath: /a, configMap: {name: c, items: []}}]',
  'volumes: [{mountPath: /a, configMap: {name: c, optional: false}}]',
  'volumes: [{mountPath: /a, configMap: {name: c, optional: true}, defaultMode: 0440}]',
  'volumes: [{mountPath: /a, configMap: {name: c, items: [{key: k, path: p, mode: 0}]}, defaultMode: 0}]',
  'volumes: [{mountPath: /a, configMap: {name: c, items: [{key: k, path: p/q, mode: 0400}]}}]',
  'volumes: [{mountPath: /a, secret: s, readOnly: false, containers: [server]}]',
  'volumes: [{mountPath: /a, secret: {secretName: s, items: [], optional: false}, defaultMode: 0}]',
  'volumes: [{mountPath: /a, secret: {secretName: s, items: [{key: k, path: p, mode: 0}], optional: true}}]',
  'volumes: [{mountPath: /a, files: {empty: "", other: "$(ordinal)"}}]',
  'volumes: [{mountPath: /a, files: {empty: ""}, readOnly: false, defaultMode: 0}]',
  'volumes: [{mountPath: /a/f, subPath: f, configMap: c}]',
  'volumes: [{mountPath: /a, sources: [{configMap: c}, {secret: s}, {files: {f: x}}]}]',
  'volumes: [{mountPath: /a, sources: [{configMap: {name: c, items: [], optional: false}}]}]',
  'volumes: [{mountPath: /a, sources: [{configMap: {name: c, items: [{key: k, path: p, mode: 0}]}}], defaultMode: 0}]',
  'volumes: [{mountPath: /a, sources: [{secret: {name: s, items: [], optional: false}}], readOnly: false}]',
  'volumes: [{mountPath: /a, sources: [{secret: {name: s, items: [{key: k, path: p, mode: 0400}], optional: true}}]}]',
  'volumes: [{mountPath: /a, secret: {secretName: s, items: [{key: k, path: p, user: 0}]}, defaultUser: 999}]',
  'volumes: [{mountPath: /a, sources: [{configMap: {name: c, items: [{key: k, path: p, user: 0}]}}], defaultUser: 0}]',
  'volumes: [{mountPath: /a, sources: [{clusterTrustBundle: {name: b, path: p, optional: false, user: 0}}, {clusterTrustBundle: {signerName: a.b/c, path: q, labelSelector: {}}}]}]',
  'volumes: [{mountPath: /a, sources: [{podCertificate: {signerName: a.b/c, keyType: ED25519, keyPath: k, certificateChainPath: c, userAnnotations: {a.b/c: ""}}}]}]',
  'volumes: [{mountPath: /a, image: "registry.example.com/conf:$(ordinal)"}, {mountPath: /b, subPath: b, image: {reference: conf, pullPolicy: Never}}]',
  'env: [{name: A, value: ""}, {name: B, value: "$(ordinal)"}, {name: C, value: "$(\\"\\")", containers: [server]}]',
  'env: [{name: A, value: "$$(B) $$(ordinal)"}]',
  'env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: k, optional: false}}}]',
  'env: [{name: A, valueFrom: {secretKeyRef: {name: $(pod), key: k-$(ordinal), optional: true}}, containers: [server]}]',
  `env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}, {name: B, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}]`,
  'envFrom: [{configMap: c}, {secret: s}]',
  'envFrom: [{configMap: c, prefix: P_}, {secret: s, optional: true}]',
  'envFrom: [{configMap: c, optional: false}, {secret: s, optional: true, prefix: P_, containers: [server]}]',
];

let server: ApiServer;
let pods: PodApi;
before(async () => {
  server = await openApiServer();
  pods = await openPodApi(namespace);
});

const trips = [...(await listExamples()), ...(await listFixtures()), ...listAnnotations(ANNOTATIONS)];
for (const trip of trips) {
  test(`a second call finds nothing to do: ${trip.title}`, async t => {
    const set = await server.call<StatefulSetObject>('POST', sets, [201], withoutPods(trip.set));
    t.after(() => server.call('DELETE', `${sets}/${set.metadata?.name}`, [200]));
    const made = trip.makePods(set).map(pod => asPodOf(set, pod));
    assert.ok(made.length > 0);
    for (const pod of made) await assertUnchanged(await pods.tryOut(pod));
  });
}

async function assertUnchanged(first: V1Pod): Promise<void> {
  const { uid, creationTimestamp, managedFields, ...metadata } = first.metadata ?? {};
  assert.ok(STATUS_ANNOTATION in (metadata.annotations ?? {}), 'the first call has configured the pod');
  assert.deepEqual(await review({ ...first, metadata }), { allowed: true });
}

/**
 * Asks a replica itself, through the API server. A pod that is created anew, as a client has it, would be none of a second call: its
 * status came with it.
 */
async function review(pod: V1Pod): Promise<object> {
  const { name } = pod.metadata ?? {};
  const resource = { group: '', version: 'v1', resource: 'pods' };
  const request = { uid: 'u', operation: 'CREATE', resource, namespace, name, object: pod };
  const body = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
  const path = `/api/v1/namespaces/${NAME}/services/https:${NAME}:443/proxy/mutate?timeout=5s`;
  const { response } = await server.call<{ response: object }>('POST', path, [200], body);
  const { uid, auditAnnotations, ...rest } = Object(response);
  return rest;
}
