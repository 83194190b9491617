import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeData } from '../../src/admission/describe-data.ts';

/** All that VolumeSource of k8s.io/api/core/v1 has in 1.37, and whether it is configuration. */
const TYPES: Readonly<Record<string, boolean>> = {
  configMap: true,
  secret: true,
  projected: true,
  downwardAPI: true,
  emptyDir: true,
  awsElasticBlockStore: false,
  azureDisk: false,
  azureFile: false,
  cephfs: false,
  cinder: false,
  csi: false,
  ephemeral: false,
  fc: false,
  flexVolume: false,
  flocker: false,
  gcePersistentDisk: false,
  gitRepo: false,
  glusterfs: false,
  hostPath: false,
  image: false,
  iscsi: false,
  nfs: false,
  persistentVolumeClaim: false,
  photonPersistentDisk: false,
  portworxVolume: false,
  quobyte: false,
  rbd: false,
  scaleIO: false,
  storageos: false,
  vsphereVolume: false,
  ofALaterKubernetes: false,
};

/** All that VolumeProjection has. */
const PROJECTIONS: Readonly<Record<string, boolean>> = {
  configMap: true,
  secret: true,
  downwardAPI: true,
  clusterTrustBundle: true,
  serviceAccountToken: false,
  podCertificate: false,
  ofALaterKubernetes: false,
};

const what = (volume: object, writer?: string) => describeData({ name: 'v', ...volume }, { writer })?.what;

describe('a volume may hold data unless it is known to be configuration', () => {
  for (const [type, isConfiguration] of Object.entries(TYPES)) {
    it(type, () => assert.equal(what({ [type]: {} }), isConfiguration ? undefined : `of type ${type}`));
  }

  for (const [type, isConfiguration] of Object.entries(PROJECTIONS)) {
    it(`a projected volume with a ${type}`, () => {
      const sources = [{ configMap: {} }, { [type]: {} }];
      const data = isConfiguration ? undefined : `a projected volume with a ${type}`;
      assert.equal(what({ projected: { sources } }), data);
    });
  }

  it('a claim, by its name', () => {
    const volume = { persistentVolumeClaim: { claimName: 'c' } };
    assert.equal(what(volume), 'PersistentVolumeClaim "c"');
    assert.equal(what({ configMap: {}, ...volume }), 'PersistentVolumeClaim "c"');
  });

  it('an emptyDir only where an init container writes', () => {
    const data = 'an emptyDir that init container "i" can write to';
    for (const volume of [{ emptyDir: {} }, {}, { emptyDir: null }]) {
      assert.equal(what(volume), undefined);
      assert.equal(what(volume, 'i'), data);
    }
    assert.equal(what({ configMap: {} }, 'i'), undefined);
  });

  it('an emptyDir where a container reads variables from it', () => {
    const data = 'an emptyDir that container "c" reads variables from (fileKeyRef)';
    assert.equal(describeData({ name: 'v', emptyDir: {} }, { reader: 'c' })?.what, data);
    assert.equal(describeData({ name: 'v', secret: {} }, { reader: 'c' }), undefined);
  });

  it('a type by its name, whatever members it has', () => {
    assert.equal(what({ later: { claimName: 'c' } }), 'of type later');
  });

  it('not by what is null', () => {
    assert.equal(what({ csi: null, configMap: {} }), undefined);
    assert.equal(what({ projected: { sources: [{ serviceAccountToken: null, secret: {} }] } }), undefined);
  });
});
