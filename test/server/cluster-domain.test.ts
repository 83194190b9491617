import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Load } from '../../src/server/load.ts';
import { buildWebhookApp, MUTATE_PATH, VALIDATE_PATH } from '../../src/server/webhook-app.ts';
import { podRequest } from '../pod-request.ts';

const template = {
  metadata: { annotations: { 'per-pod-config': 'volumes: [{mountPath: /a, configMap: A$(domain)}]' } },
  spec: { containers: [{ name: 'server' }] },
};
const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
const pod = { ...template, metadata: { ...template.metadata, name: 'web-0', ownerReferences: [owner] } };
const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec: { template } };
const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };

describe("the webhook works with the cluster's domain", () => {
  for (const [path, request] of [
    [MUTATE_PATH, podRequest(pod)],
    [VALIDATE_PATH, { uid: 'u', operation: 'CREATE', resource, namespace: 'default', object: set }],
  ] as const) {
    it(`at ${path}`, async t => {
      const app = buildWebhookApp({
        readStatefulSet: () => assert.fail('nothing needs to be read'),
        observe: () => {},
        report: error => assert.fail(error),
        reportTls: error => assert.fail(error),
        observeLookUp: () => {},
        reportOverload: overload => assert.fail(overload),
        isDraining: () => false,
        load: new Load(() => 0),
        clusterDomain: 'k8s.example',
      });
      t.after(() => app.close());
      const payload = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
      const { body } = await app.inject({ method: 'POST', url: path, payload });
      assert.match(JSON.parse(body).response.status.message, /"Ak8s\.example"/);
    });
  }
});
