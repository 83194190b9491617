import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Agent, request } from 'undici';
import type { AdmissionReview } from '../../src/admission/review.ts';
import { listen } from '../../src/server/listen.ts';
import { Load } from '../../src/server/load.ts';
import { buildWebhookApp, setCertificate, VALIDATE_PATH } from '../../src/server/webhook-app.ts';
import { makeTestCertificate } from '../tls-certificate.ts';

it('StatefulSets are checked over TLS: denied in words, or allowed with warnings', async t => {
  const certificate = await makeTestCertificate();
  const app = buildWebhookApp({
    readStatefulSet: () => assert.fail('nothing needs to be read'),
    observe: () => {},
    report: error => assert.fail(error),
    reportTls: error => assert.fail(error),
    observeLookUp: () => {},
    reportOverload: overload => assert.fail(overload),
    isDraining: () => false,
    load: new Load(() => 0),
  });
  setCertificate(app, certificate);
  const port = await listen(app, 0, '--port');
  const client = new Agent({ connect: { ca: certificate.ca } });
  t.after(() => Promise.all([client.close(), app.close()]));
  const validate = async (annotation: string) => {
    const object = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'web', annotations: { 'per-pod-config': annotation } },
      spec: { replicas: 2, template: { spec: { containers: [{ name: 'server' }] } } },
    };
    const answer = await request(`https://localhost:${port}${VALIDATE_PATH}?timeout=5s`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        request: {
          uid: 'u',
          operation: 'CREATE',
          resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
          namespace: 'default',
          object,
        },
      }),
      dispatcher: client,
    });
    assert.equal(answer.statusCode, 200);
    return ((await answer.body.json()) as AdmissionReview).response;
  };

  const denied = await validate('volumes:\n- mountPath: /a\n  configMap: node-$(ordnal)');
  assert.equal(denied.allowed, false);
  assert.equal(
    denied.status?.message,
    'per-pod-config: invalid-annotation: annotation per-pod-config: line 3, volumes[0].configMap: ' +
      'unknown variable `ordnal`: did you mean `ordinal`?\nnode-$(ordnal)\n       ^^^^^^',
  );
  const warned = await validate('volumes: [{mountPath: /a, configMap: b, subPath: c}]');
  assert.equal(warned.allowed, true);
  assert.match(
    warned.warnings?.join() ?? '',
    /per-pod-config: valid: volumes\[0\]: Kubernetes never updates/,
  );
  const fine = await validate('/network/conf');
  assert.deepEqual(fine, { uid: 'u', allowed: true, auditAnnotations: { reason: 'valid' } });
});
