import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  hasCaBundle,
  listHostNames,
  listTrusted,
  parseWebhookConfiguration,
  patchCaBundle,
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

  it('has a caBundle only if each webhook has it, byte for byte', () => {
    assert.ok(hasCaBundle(parse({ service, caBundle: 'QQ==' }), 'QQ=='));
    assert.ok(!hasCaBundle(parse({ service, caBundle: 'QQ==' }, { service }), 'QQ=='));
    assert.ok(!hasCaBundle(parse({ service, caBundle: 'QUE=' }), 'QQ=='));
  });

  it('is patched by the names of its webhooks, as the version that was read', () => {
    assert.deepEqual(patchCaBundle(parse({ service }, { service }), 'QQ=='), {
      metadata: { resourceVersion: '7' },
      webhooks: [
        { name: 'w0', clientConfig: { caBundle: 'QQ==' } },
        { name: 'w1', clientConfig: { caBundle: 'QQ==' } },
      ],
    });
  });

  it('without any webhook is nothing to call, trust or change', () => {
    const object = { metadata: { resourceVersion: '1' } };
    const configuration = parseWebhookConfiguration('ValidatingWebhookConfiguration', '/path', object);
    assert.deepEqual(listHostNames([configuration]), []);
    assert.deepEqual(listTrusted(configuration), []);
    assert.ok(hasCaBundle(configuration, 'QQ=='));
  });
});
