import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  listHostNames,
  listTrusted,
  parseWebhookConfiguration,
  patchCaBundles,
} from '../../src/certificates/webhook-configuration.ts';
import { makeSigner } from './make-holdings.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const service = { namespace: 'b', name: 'a', path: '/mutate' };
const parse = (...clientConfigs: object[]) =>
  parseWebhookConfiguration('MutatingWebhookConfiguration', '/path', {
    metadata: { name: 'conf', resourceVersion: '7' },
    webhooks: clientConfigs.map((clientConfig, index) => ({ name: `w${index}`, clientConfig })),
  });

describe('a webhook configuration', () => {
  it('says by which names the API server calls, each once', () => {
    const names = listHostNames([
      parse({ service }, { url: 'https://127.0.0.1:8443/mutate' }),
      parse({ service }, { url: 'https://[::1]:8443/' }, { url: 'https://example.com/x' }),
    ]);
    assert.deepEqual(names, ['127.0.0.1', '::1', 'a.b.svc', 'example.com']);
  });

  it('trusts what is in the caBundle of each webhook, and nothing where that is no PEM', async () => {
    const { certificate } = await makeSigner(NOW, 1);
    const caBundle = Buffer.from(certificate.toString()).toString('base64');
    const configuration = parse({ service, caBundle }, { service }, { service, caBundle: 'Cg==' });
    assert.deepEqual(
      listTrusted(configuration).map(bundle => bundle.map(one => one.fingerprint256)),
      [[certificate.fingerprint256], [], []],
    );
  });

  it('trusts the certificates beside one that is malformed', async () => {
    const { certificate } = await makeSigner(NOW, 1);
    const broken = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
    const caBundle = Buffer.from(broken + certificate.toString()).toString('base64');
    const [bundle] = listTrusted(parse({ service, caBundle }));
    assert.deepEqual(
      bundle?.map(one => one.fingerprint256),
      [certificate.fingerprint256],
    );
  });

  for (const source of ['inject-ca-from', 'inject-ca-from-secret', 'inject-apiserver-ca']) {
    it(`says whether cainjector is asked to fill it in, by ${source}`, () => {
      const parseWith = (annotations: object) =>
        parseWebhookConfiguration('MutatingWebhookConfiguration', '/path', {
          metadata: { resourceVersion: '1', annotations },
        }).isInjected;
      assert.equal(parseWith({ [`cert-manager.io/${source}`]: 'a/b' }), true);
      assert.equal(parseWith({ [source]: 'a/b' }), false);
    });
  }

  it('is patched by the names of its webhooks, as the version that was read', () => {
    assert.deepEqual(patchCaBundles(parse({ service }, { service }), ['QQ==', 'Qg==']), {
      metadata: { resourceVersion: '7' },
      webhooks: [
        { name: 'w0', clientConfig: { caBundle: 'QQ==' } },
        { name: 'w1', clientConfig: { caBundle: 'Qg==' } },
      ],
    });
  });

  it('without any webhook is nothing to call, trust or change', () => {
    const object = { metadata: { resourceVersion: '1' } };
    const configuration = parseWebhookConfiguration('ValidatingWebhookConfiguration', '/path', object);
    assert.deepEqual(listHostNames([configuration]), []);
    assert.deepEqual(listTrusted(configuration), []);
  });
});
