import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { issueServingCertificate } from '../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../src/certificates/make-authority.ts';
import type { CertificateAndKey } from '../../src/certificates/sign-certificate.ts';
import { validFor } from '../../src/certificates/validity.ts';
import type { Guards } from '../../src/status/guard/guard-facts.ts';
import { reportWebhook } from '../../src/status/report-webhook.ts';
import type { WebhookConfiguration, WebhookFacts } from '../../src/status/webhook-facts.ts';
import { GUARD, NO_GUARD, UNREAD_GUARD } from './guard/guards.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const HOST = 'per-pod-config.per-pod-config.svc';
const service = { namespace: 'per-pod-config', name: 'per-pod-config' };
const EITHER = 'annotated pods start unconfigured, or cannot be created: delete no annotated one';

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
    guards: NO_GUARD,
    service,
    deployment: { spec: { replicas: 2 }, status: { readyReplicas: 2 } },
    slices: [{ endpoints: [{ addresses: ['10.0.0.1'] }, { addresses: ['10.0.0.2'] }] }],
    chain: serving,
    foreignSecret: undefined,
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
      guard: { template: false, statefulSet: false },
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
      () => report({ slices: [], deployment: { spec: { replicas: 2 } } }),
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

  it('names the two that are over, and those that are not valid yet', () => {
    assert.deepEqual(report({}, 1_001).problems.slice(-2), [
      `the serving certificate is over since 2026-09-09T00:00:00.000Z: renew it`,
      `the authority of the serving certificate is over since 2029-02-25T00:00:00.000Z: renew it`,
    ]);
    assert.deepEqual(report({}, -1).problems.slice(-2), [
      'the serving certificate is not valid before 2026-05-31T23:00:00.000Z',
      'the authority of the serving certificate is not valid before 2026-05-31T23:00:00.000Z',
    ]);
  });

  it('takes a certificate from its first moment on, until just before its last', () => {
    assert.deepEqual(report({}, -1 / 24).problems, []);
    assert.match(report({}, 100).problems.join('\n'), /^the serving certificate is over since 2026-09-09/);
    assert.equal(report({}, 999).servingCertificate?.coveredByCaBundle, true);
    assert.equal(report({}, 1_000).servingCertificate?.coveredByCaBundle, false);
  });

  it('tells that a certificate is soon over in the last tenth of its life, which began an hour ago', () => {
    const tenth = (100 * 24 + 1) * 360_000;
    const end = NOW.getTime() + 100 * 86_400_000;
    assert.deepEqual(reportWebhook(facts(), end - tenth).problems, []);
    assert.match(
      reportWebhook(facts(), end - tenth + 1).problems.join('\n'),
      /^the serving certificate is soon over/,
    );
  });

  it('tells of an authority that is soon over if it signs the serving certificate, wherever it stands', () => {
    assert.match(
      report({}, 901).problems.join('\n'),
      /the authority of the serving certificate is soon over, at 2029-02-25/,
    );
    for (const bundle of [
      `${other.certificate}\n${authority.certificate}`,
      `${authority.certificate}\n${other.certificate}`,
    ]) {
      const changes = { mutating: configuration(bundle, 'pods') };
      assert.equal(report(changes).authority?.daysLeft, 1_000);
      const { chain, ...rest } = { ...changes, chain: 'unknown' as const };
      assert.equal(report({ ...rest, chain }).authority?.daysLeft, 1_000, 'the last one');
    }
  });

  it('is not alarmed by an authority in caBundle that is nearly over, and signs nothing that is served', () => {
    const bundle = authority.certificate + other.certificate;
    const later = issueServingCertificate(authority, { names: [HOST], ...validFor(NOW, 1_000) });
    return later.then(({ certificate: chain }) => {
      for (const days of [95, 101]) {
        const both = { mutating: configuration(bundle, 'pods'), validating: configuration(bundle, 'sets') };
        assert.deepEqual(report({ ...both, chain }, days).problems, []);
      }
    });
  });

  it('names the owner of a Secret that the webhook leaves alone, and what to do', () => {
    const foreignSecret = { name: 'a/tls', owner: 'Certificate web of cert-manager' };
    assert.deepEqual(report({ foreignSecret }).problems, [
      'Secret a/tls belongs to Certificate web of cert-manager: the webhook leaves it alone, and serves with what it holds; ' +
        'to have the webhook manage its certificates, delete Certificate web of cert-manager, then the Secret; or name ' +
        'another Secret with --certificate-secret and in the Role',
    ]);
  });

  it('counts as the API does where nothing is said: one replica, none of which is ready, and no endpoint', () => {
    const { replicas, service: found } = report({ deployment: { spec: {} }, slices: [] });
    assert.deepEqual([replicas, found?.endpoints], [{ wanted: 1, ready: 0 }, 0]);
    assert.equal(report({ slices: undefined }).service?.endpoints, 0);
  });

  it('says what comes of a pod while nothing answers, by the failurePolicy and the guard', () => {
    const away = (policy: string, guards: Guards) =>
      report({ slices: [], guards, mutating: configuration(authority.certificate, 'pods', policy) }).problems;
    const none =
      'Service per-pod-config/per-pod-config has no endpoint that is ready: the webhook is unavailable, and ';
    for (const [policy, guards, effect] of [
      ['Fail', NO_GUARD, 'no pod that it is called for can be created: delete none'],
      ['Ignore', GUARD, 'annotated pods cannot be created, others can: delete no annotated one'],
      ['Ignore', NO_GUARD, 'annotated pods start unconfigured: delete no annotated one'],
      ['Ignore', UNREAD_GUARD, EITHER],
      ['Ignore', { ...GUARD, StatefulSet: NO_GUARD.StatefulSet }, EITHER],
    ] as const) {
      assert.ok(away(policy, guards).includes(none + effect), effect);
    }
  });

  it('says the same of an installation that has lost its mutating configuration', () => {
    for (const [guards, effect] of [
      [GUARD, 'annotated pods cannot be created, others can'],
      [NO_GUARD, 'annotated pods start unconfigured'],
      [UNREAD_GUARD, 'annotated pods start unconfigured, or cannot be created'],
    ] as const) {
      assert.deepEqual(report({ mutating: undefined, guards }).problems, [
        `there is no MutatingWebhookConfiguration per-pod-config: ${effect}`,
      ]);
    }
  });

  it('misses the guard where failurePolicy is Ignore, and a binding of it that denies', () => {
    const gaps = (guards: Guards) =>
      report({ guards, mutating: configuration(authority.certificate, 'pods', 'Ignore') }).problems;
    const ignores = 'failurePolicy of pods is Ignore, and';
    const then = 'while the webhook is unavailable';
    assert.deepEqual(gaps(GUARD), []);
    assert.deepEqual(gaps(UNREAD_GUARD), []);
    assert.deepEqual(gaps(NO_GUARD), [
      `${ignores} there is no ValidatingAdmissionPolicy per-pod-config-guard and there is no ValidatingAdmissionPolicy ` +
        `per-pod-config-guard-statefulset: ${then}, annotated pods start unconfigured`,
    ]);
    assert.deepEqual(gaps({ ...GUARD, template: { ...GUARD.template, binding: undefined } }), [
      `${ignores} ValidatingAdmissionPolicy per-pod-config-guard has no binding per-pod-config-guard that denies: ${then}, ` +
        'pods with the annotation on the pod template start unconfigured',
    ]);
    assert.deepEqual(gaps({ ...GUARD, StatefulSet: NO_GUARD.StatefulSet }), [
      `${ignores} there is no ValidatingAdmissionPolicy per-pod-config-guard-statefulset: ${then}, pods with the annotation on the ` +
        'StatefulSet start unconfigured',
    ]);
  });

  it('finds nothing wrong with more replicas than are wanted, nor where there is no Deployment', () => {
    const deployment = { spec: { replicas: 1 }, status: { readyReplicas: 2 } };
    assert.deepEqual(report({ deployment }).problems, []);
    const { replicas, problems } = report({ deployment: undefined });
    assert.deepEqual([replicas, problems], [null, []]);
  });

  it('counts replicas where it may not count endpoints', () => {
    const deployment = { spec: { replicas: 2 }, status: { readyReplicas: 1 } };
    const { problems, service: found } = report({ slices: 'unknown', deployment });
    assert.equal(found?.endpoints, null);
    assert.deepEqual(problems, [
      'only 1 of 2 replicas of Deployment per-pod-config/per-pod-config are ready',
    ]);
  });

  it('knows of configurations that are there without a webhook or a policy', () => {
    for (const mutating of [{}, { webhooks: null }, { webhooks: [] }]) {
      assert.deepEqual(report({ mutating }).mutating, { present: true, failurePolicy: null });
    }
    const { mutating, validating } = report({ mutating: undefined, validating: undefined });
    assert.deepEqual(
      [mutating, validating],
      [
        { present: false, failurePolicy: null },
        { present: false, failurePolicy: null },
      ],
    );
  });

  it('leaves a webhook that is called by URL to the authorities of the API server', () => {
    const byUrl = { webhooks: [{ name: 'pods', failurePolicy: 'Fail', clientConfig: {} }] };
    const {
      problems,
      authority: last,
      servingCertificate,
    } = report({
      mutating: byUrl,
      validating: byUrl,
      service: undefined,
      deployment: { spec: {} },
    });
    assert.deepEqual([problems, last, servingCertificate], [[], null, null]);
  });

  it('says nothing of a certificate that is not there, or cannot be read', () => {
    for (const chain of [undefined, 'unknown', 'no PEM']) {
      const { servingCertificate, problems } = report({ chain });
      assert.deepEqual([servingCertificate, problems], [null, []]);
    }
  });

  it('says of what it may not read that it is not known, and nothing is wrong with it', () => {
    const unknown = 'unknown';
    const nothing = {
      mutating: unknown,
      validating: unknown,
      guards: UNREAD_GUARD,
      service: undefined,
      deployment: unknown,
      slices: unknown,
      chain: unknown,
      foreignSecret: undefined,
    } as const;
    assert.deepEqual(report(nothing), {
      mutating: null,
      validating: null,
      guard: { template: null, statefulSet: null },
      service: null,
      replicas: null,
      servingCertificate: null,
      authority: null,
      problems: [],
    });
  });
});
