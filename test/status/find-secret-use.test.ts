import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSecretUse } from '../../src/status/find-secret-use.ts';
import type { PodSpec } from '../../src/status/webhook-facts.ts';

const find = (spec: PodSpec) => findSecretUse({ spec: { template: { spec } } });
const withArgs = (...args: string[]) => find({ containers: [{ args: ['serve', ...args] }] });
const OURS = { name: 'per-pod-config-tls', key: 'tls.crt', isManaged: true };

describe('the Secret of the serving certificate', () => {
  it('is that of the manifests where nothing else is said, or nothing is known', () => {
    for (const deployment of [undefined, 'unknown', { spec: {} }] as const) {
      assert.deepEqual(findSecretUse(deployment), OURS);
    }
    for (const spec of [{}, { containers: [{}] }]) assert.deepEqual(find(spec), OURS);
    assert.deepEqual(withArgs('--port=8443'), OURS);
  });

  it('is the one that a flag names, in one argument or in two, the last of them', () => {
    for (const args of [
      ['--certificate-secret=mine'],
      ['--certificate-secret', 'mine'],
      ['--certificate-secret=other', '--certificate-secret', 'mine'],
    ]) {
      assert.deepEqual(withArgs(...args), { ...OURS, name: 'mine' });
    }
  });

  it('is found in whatever container has the flag', () => {
    const containers = [{ args: ['proxy'] }, { args: ['serve', '--certificate-secret=mine'] }];
    assert.equal(find({ containers })?.name, 'mine');
  });

  const mounted = (mountPath: string, items?: { key: string; path: string }[]) =>
    find({
      containers: [
        {
          args: ['serve', '--tls-cert-file=/etc/tls/server.pem', '--tls-private-key-file=/etc/tls/key.pem'],
          volumeMounts: [
            { name: 'other', mountPath: '/etc/tl' },
            { name: 'tls', mountPath },
          ],
        },
      ],
      volumes: [{ name: 'other' }, { name: 'tls', secret: { secretName: 'files', ...(items && { items }) } }],
    });

  it('is the one that is mounted where the file is, by the key that the file shows', () => {
    for (const mountPath of ['/etc/tls', '/etc/tls/']) {
      assert.deepEqual(mounted(mountPath), { name: 'files', key: 'server.pem', isManaged: false });
    }
    const items = [
      { key: 'tls.key', path: 'key.pem' },
      { key: 'tls.crt', path: 'server.pem' },
    ];
    assert.deepEqual(mounted('/etc/tls', items), { name: 'files', key: 'tls.crt', isManaged: false });
  });

  it('is none where the files are from elsewhere', () => {
    assert.equal(mounted('/etc/other'), undefined);
    assert.equal(withArgs('--tls-cert-file=/etc/tls/server.pem'), undefined);
  });
});
