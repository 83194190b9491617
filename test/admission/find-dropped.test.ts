import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findDropped } from '../../src/admission/find-dropped.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

const CONFIGURATION = configurePod(
  parseAnnotation(`volumes:
- {mountPath: /i, image: a}
- {mountPath: /c, configMap: {name: c, items: [{key: k, path: k, user: 0}]}, defaultUser: 9}
- mountPath: /p
  sources: [{secret: s}, {clusterTrustBundle: {name: b, path: b}}]`),
  WEB_2,
);
const pod = (volumes: readonly object[]) => ({
  metadata: {},
  spec: { containers: [], volumes: volumes as never },
});
const VOLUMES = CONFIGURATION.volumes.map(({ volume }) => volume);

describe('what an API server has dropped of a configuration', () => {
  it('is nothing where it knows all of it', () => {
    assert.deepEqual(findDropped(pod(VOLUMES), CONFIGURATION), []);
  });

  it('is a volume whose source it does not know, and owners', () => {
    const [, , projected] = VOLUMES;
    const configMap = { name: 'c', items: [{ key: 'k', path: 'k' }], defaultMode: 420 };
    assert.deepEqual(
      findDropped(pod([{ name: 'per-pod-config-1', configMap }, projected ?? {}]), CONFIGURATION),
      ['volumes[0].image', 'volumes[1].user', 'volumes[1].defaultUser'],
    );
  });

  it('is a source of several, which is left empty', () => {
    const projected = { sources: [{ secret: { name: 's' } }, {}] };
    const others = VOLUMES.slice(0, 2);
    assert.deepEqual(findDropped(pod([...others, { name: 'per-pod-config-2', projected }]), CONFIGURATION), [
      'volumes[2].clusterTrustBundle',
    ]);
  });

  it('is nothing of fields that every Kubernetes has: something else took them away', () => {
    const others = VOLUMES.slice(0, 1);
    const secret = { ...VOLUMES[2], projected: { sources: [{}, { clusterTrustBundle: {} }] } };
    const configMap = { name: 'c', items: [{ user: 0 }], defaultUser: 9 };
    assert.deepEqual(
      findDropped(pod([...others, { name: 'per-pod-config-1', configMap }, secret]), CONFIGURATION),
      [],
    );
  });
});
