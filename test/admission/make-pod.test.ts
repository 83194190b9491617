import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makePod } from '../../src/admission/make-pod.ts';
import { parseStatefulSet } from '../../src/admission/statefulset.ts';

const makeSet = (spec: object) =>
  parseStatefulSet(
    {
      apiVersion: 'apps/v1',
      metadata: { name: 'web', uid: 'u' },
      spec: {
        template: { spec: { containers: [{ name: 'a' }], volumes: [{ name: 'data', emptyDir: {} }] } },
        ...spec,
      },
    },
    'set',
  );

describe('the pods that the StatefulSet controller makes', () => {
  it('have the claims of the set for volumes, in place of those with their names', () => {
    const volumeClaimTemplates = [{ metadata: { name: 'data' } }, { metadata: { name: 'log' } }];
    const { spec } = makePod(makeSet({ volumeClaimTemplates }), 2);
    assert.deepEqual(spec.volumes, [
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-2' } },
      { name: 'log', persistentVolumeClaim: { claimName: 'log-web-2' } },
    ]);
  });

  it('have the labels of the controller, whatever the template says: its name, its index, and a revision', () => {
    const labels = { app: 'a', 'controller-revision-hash': 'own', 'apps.kubernetes.io/pod-index': '9' };
    const template = { metadata: { labels }, spec: { containers: [] } };
    assert.deepEqual(makePod(makeSet({ template }), 2).metadata.labels, {
      app: 'a',
      'apps.kubernetes.io/pod-index': '2',
      'statefulset.kubernetes.io/pod-name': 'web-2',
      'controller-revision-hash': 'web-xxxxxxxxxx',
    });
  });

  it('have the subdomain of the Service that the set names, whatever the template says, or none', () => {
    const template = { spec: { subdomain: 'own', containers: [] } };
    const subdomainOf = (spec: object) => makePod(makeSet({ template, ...spec }), 0).spec.subdomain;
    assert.equal(subdomainOf({ serviceName: 'svc' }), 'svc');
    for (const spec of [{}, { serviceName: '' }]) assert.equal(subdomainOf(spec), undefined);
  });

  it('have nothing that neither the set nor its template has', () => {
    const { metadata, spec } = makePod(makeSet({ template: { spec: { containers: [{ name: 'a' }] } } }), 0);
    assert.ok(!('annotations' in metadata));
    assert.deepEqual(spec, { containers: [{ name: 'a' }], hostname: 'web-0' });
  });

  it('have the volumes of the template where the set has no claims, and claims where that has no volumes', () => {
    assert.deepEqual(makePod(makeSet({}), 0).spec.volumes, [{ name: 'data', emptyDir: {} }]);
    const template = { spec: { containers: [], volumes: null } };
    const volumeClaimTemplates = [{ metadata: { name: 'log' } }];
    assert.deepEqual(makePod(makeSet({ template, volumeClaimTemplates }), 0).spec.volumes, [
      { name: 'log', persistentVolumeClaim: { claimName: 'log-web-0' } },
    ]);
  });

  it('have lists and annotations of their own, like those of the template', () => {
    const container = { name: 'a', env: [{ name: 'A' }], envFrom: [{}], volumeMounts: [] };
    const template = {
      metadata: { annotations: { own: 'a' } },
      spec: { initContainers: [container], containers: [container], volumes: [{ name: 'v' }] },
    };
    const { metadata, spec } = makePod(makeSet({ template }), 0);
    assert.deepEqual(metadata.annotations, template.metadata.annotations);
    assert.notEqual(metadata.annotations, template.metadata.annotations);
    assert.deepEqual([spec.initContainers, spec.containers, spec.volumes], Object.values(template.spec));
    assert.notEqual(spec.volumes, template.spec.volumes);
    for (const made of [...(spec.initContainers ?? []), ...spec.containers]) {
      for (const list of ['env', 'envFrom', 'volumeMounts'] as const)
        assert.notEqual(made[list], container[list]);
    }
  });

  it('are named and labelled by their ordinals, and belong to the set', () => {
    const { metadata, spec } = makePod(makeSet({ serviceName: 'svc' }), 2);
    assert.equal(metadata.labels['apps.kubernetes.io/pod-index'], '2');
    assert.equal(metadata.labels['statefulset.kubernetes.io/pod-name'], 'web-2');
    assert.equal(metadata.ownerReferences[0]?.uid, 'u');
    assert.deepEqual([spec.hostname, spec.subdomain], ['web-2', 'svc']);
  });
});
