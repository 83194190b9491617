import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { issueServingCertificate } from '../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../src/certificates/make-authority.ts';
import type { CertificateAndKey } from '../../src/certificates/sign-certificate.ts';
import { validFor } from '../../src/certificates/validity.ts';
import { reportWebhook } from '../../src/status/report-webhook.ts';
import type { WebhookConfiguration, WebhookFacts } from '../../src/status/webhook-facts.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const HOST = 'per-pod-config.per-pod-config.svc';
const service = { namespace: 'per-pod-config', name: 'per-pod-config' };

describe('the report on the webhook', () => {
  let authority: CertificateAndKey;
  let other: CertificateAndKey;
  let serving: string;
  before(async () => {
    const validity = validFor(NOW, 100);
    authority = await makeAuthority({ commonName: 'ours', ...validFor(NOW, 1_000) });
    other = await makeAuthority({ commonName: 'other', ...validity });
    serving = (await issueServingCertificate(authority, { names: [HOST], ...validity })).certificate;
  });

  const configuration = (bundle: string, name: string, failurePolicy = 'Fail'): WebhookConfiguration => ({
    webhooks: [
      { name, failurePolicy, clientConfig: { service, caBundle: Buffer.from(bundle).toString('base64') } },
    ],
  });
  const facts = (changes: Partial<WebhookFacts> = {}): WebhookFacts => ({
    mutating: configuration(authority.certificate, 'pods'),
    validating: configuration(authority.certificate, 'statefulsets', 'Ignore'),
    service,
    deployment: { spec: { replicas: 2 }, status: { readyReplicas: 2 } },
    endpoints: { subsets: [{ addresses: [{}, {}] }] },
    chain: serving,
    ...changes,
  });
  const report = (changes: Partial<WebhookFacts> = {}, days = 0) =>
    reportWebhook(facts(changes), NOW.getTime() + days * 86_400_000);

  it('tells what is there when all is well', () => {
    const {
      servingCertificate,
      authority: last,
      ...rest
    } = report({
      validating: configuration(authority.certificate, 'statefulsets', 'Fail'),
    });
    assert.deepEqual(rest, {
      mutating: { present: true, failurePolicy: 'Fail' },
      validating: { present: true, failurePolicy: 'Fail' },
      service: { ...service, endpoints: 2 },
      replicas: { wanted: 2, ready: 2 },
      problems: [],
    });
    assert.deepEqual([servingCertificate?.daysLeft, servingCertificate?.coveredByCaBundle], [100, true]);
    assert.equal(last?.daysLeft, 1_000);
  });

  const problems: readonly [title: string, make: () => ReturnType<typeof report>, problem: RegExp][] = [
    ['no mutating configuration', () => report({ mutating: undefined }), /no MutatingWebhookConfiguration/],
    [
      'no validating configuration',
      () => report({ validating: undefined }),
      /no ValidatingWebhookConfiguration/,
    ],
    [
      'pods that start unconfigured',
      () => report({ mutating: configuration(authority.certificate, 'pods', 'Ignore') }),
      /failurePolicy of pods is Ignore/,
    ],
    ['no caBundle', () => report({ mutating: configuration('', 'pods') }), /pods has no caBundle/],
    [
      'a caBundle of another authority',
      () => report({ validating: configuration(other.certificate, 'statefulsets') }),
      /caBundle of statefulsets does not cover/,
    ],
    [
      'a caBundle that is no PEM',
      () =>
        report({
          mutating: configuration('-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----', 'pods'),
        }),
      /caBundle of pods does not cover/,
    ],
    [
      'a replica too few',
      () => report({ deployment: { spec: { replicas: 2 }, status: { readyReplicas: 1 } } }),
      /only 1 of 2 replicas/,
    ],
    [
      'no endpoint',
      () => report({ endpoints: { subsets: [] }, deployment: { spec: { replicas: 2 } } }),
      /no endpoint that is ready/,
    ],
    [
      'a certificate that is soon over',
      () => report({}, 95),
      /the serving certificate is soon over, at 2026-09-09/,
    ],
    [
      'a certificate for another host',
      () => report({ service: { namespace: 'elsewhere', name: 'per-pod-config' } }),
      /is not for per-pod-config.elsewhere.svc/,
    ],
  ];
  for (const [title, make, problem] of problems) {
    it(`names ${title}`, () => {
      const found = make().problems;
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.match(found[0] ?? '', problem);
    });
  }

  it('names a certificate that is over', () => {
    const { problems, servingCertificate } = report({}, 101);
    assert.equal(servingCertificate?.daysLeft, -1);
    assert.match(problems.join('\n'), /the serving certificate is over since 2026-09-09/);
  });

  it('takes a bundle that has the authority among others, and a certificate that is its own authority', () => {
    const bundle = `${other.certificate}\n${authority.certificate}`;
    assert.deepEqual(report({ mutating: configuration(bundle, 'pods') }).problems, []);
    const both = {
      mutating: configuration(serving, 'pods'),
      validating: configuration(serving, 'statefulsets'),
    };
    assert.deepEqual(report(both).problems, []);
  });

  it('says of what it may not read that it is not known, and nothing is wrong with it', () => {
    const unknown = 'unknown';
    const nothing = {
      mutating: unknown,
      validating: unknown,
      service: undefined,
      deployment: unknown,
      endpoints: unknown,
      chain: unknown,
    } as const;
    assert.deepEqual(report(nothing), {
      mutating: null,
      validating: null,
      service: null,
      replicas: null,
      servingCertificate: null,
      authority: null,
      problems: [],
    });
  });
});
