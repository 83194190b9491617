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

  it('are named and labelled by their ordinals, and belong to the set', () => {
    const { metadata, spec } = makePod(makeSet({ serviceName: 'svc' }), 2);
    assert.equal(metadata.labels['apps.kubernetes.io/pod-index'], '2');
    assert.equal(metadata.labels['statefulset.kubernetes.io/pod-name'], 'web-2');
    assert.equal(metadata.ownerReferences[0]?.uid, 'u');
    assert.deepEqual([spec.hostname, spec.subdomain], ['web-2', 'svc']);
  });
});
