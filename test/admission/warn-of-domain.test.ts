import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validate } from '../../src/admission/validate.ts';
import { warnOfDomain } from '../../src/admission/warn-of-domain.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

const warn = (value: string, domain?: string) =>
  warnOfDomain(parseAnnotation(`env:\n  - {name: A, value: '${value}'}\n`), domain);

describe('a name in cluster.local', () => {
  for (const value of [
    'db.prod.svc.cluster.local',
    'DB.prod.svc.Cluster.Local:5432',
    'db.prod.svc.cluster.local.',
    '$(pod).web.svc.cluster.local,x',
    '$(pod + ".web.prod.svc.cluster.local")',
  ]) {
    it(`is warned of where the cluster has another domain: ${value}`, () => {
      const [warning, ...others] = warn(value, 'k8s.example');
      assert.deepEqual(others, []);
      assert.equal(warning?.code, 'cluster-domain');
      assert.equal(
        warning?.message,
        'env[0].value: the domain of this cluster is k8s.example, not cluster.local: use $(domain) or $(fqdn)',
      );
      for (const domain of [undefined, 'cluster.local']) assert.deepEqual(warn(value, domain), []);
    });
  }

  for (const value of [
    'db.prod.svc.cluster.local.example.com',
    'db.prod.svc.cluster.locality',
    'db.prod.svc.cluster.local-a',
    'db.prod.svc.k8s.example',
    'cluster.local',
    '$(fqdn)',
  ]) {
    it(`is not seen in ${value}`, () => assert.deepEqual(warn(value, 'k8s.example'), []));
  }

  it('is told when a StatefulSet is applied', () => {
    const annotations = { 'per-pod-config': 'env: [{name: A, value: db.prod.svc.cluster.local}]' };
    const template = { metadata: { annotations }, spec: { containers: [{ name: 'a' }] } };
    const request = {
      uid: 'u',
      operation: 'CREATE',
      resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
      namespace: 'prod',
      object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec: { template } },
    };
    const warn = (domain?: string) => {
      const decision = validate(request, undefined, domain);
      return decision.outcome === 'allow' ? decision.warnings : assert.fail(decision.outcome);
    };
    assert.match(warn('k8s.example').join(), /^env\[0\]\.value: the domain of this cluster is k8s\.example/);
    assert.deepEqual(warn(), []);
  });
});
