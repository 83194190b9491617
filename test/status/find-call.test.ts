import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { issueServingCertificate } from '../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../src/certificates/make-authority.ts';
import { validFor } from '../../src/certificates/validity.ts';
import { makeFindCall } from '../../src/status/find-call.ts';
import type { Webhook, WebhookFacts } from '../../src/status/webhook-facts.ts';
import { GUARD, NO_GUARD, UNREAD_GUARD } from './guard/guards.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const service = { namespace: 'per-pod-config', name: 'per-pod-config' };
const LABELS = { app: 'web', 'statefulset.kubernetes.io/pod-name': 'web-0' };
const rules = [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }];

describe('a call of the webhook', () => {
  let bundle: string;
  let other: string;
  let chain: string;
  before(async () => {
    const validity = validFor(NOW, 100);
    const [ours, foreign] = await Promise.all(
      ['ours', 'other'].map(commonName => makeAuthority({ commonName, ...validity })),
    );
    assert.ok(ours !== undefined && foreign !== undefined);
    const names = ['per-pod-config.per-pod-config.svc'];
    chain = (await issueServingCertificate(ours, { names, ...validity })).certificate;
    [bundle = '', other = ''] = [ours, foreign].map(one => Buffer.from(one.certificate).toString('base64'));
  });

  const find = (webhook: Partial<Webhook> = {}, facts: Partial<WebhookFacts> = {}, days = 0) =>
    makeFindCall(
      {
        mutating: {
          webhooks: [{ name: 'pods', rules, clientConfig: { service, caBundle: bundle }, ...webhook }],
        },
        validating: undefined,
        guards: NO_GUARD,
        service,
        deployment: undefined,
        slices: [{ endpoints: [{ addresses: ['10.0.0.1'] }] }],
        chain,
        foreignSecret: undefined,
        ...facts,
      },
      NOW.getTime() + days * 86_400_000,
    )(
      { name: 'prod', labels: {} },
      { metadata: { labels: LABELS, annotations: { 'per-pod-config': '/a' } } },
    );

  it('comes through, as far as is known', () => {
    assert.deepEqual(find(), { called: true, why: undefined });
    assert.equal(find({}, { slices: 'unknown', chain: 'unknown' }).effect, undefined);
    assert.equal(find({}, { chain: undefined }).effect, undefined);
    assert.equal(find({ clientConfig: {} }, { slices: [] }).effect, undefined);
    assert.equal(find({}, {}, 99).effect, undefined);
  });

  it('tells since when replicas are ready, if they decide', () => {
    const readySince = '2026-05-01T00:00:30.000Z';
    assert.equal(find({}, { readySince }).readySince, readySince);
    assert.equal(find({}, { readySince, slices: [] }).readySince, undefined);
  });

  it('fails where the API server does not trust the webhook', () => {
    for (const [call, why] of [
      [find({ clientConfig: { service, caBundle: other } }), /caBundle of the webhook does not cover/],
      [find({ clientConfig: { service } }), /it has no caBundle, and failurePolicy of pods is Fail$/],
      [find({}, {}, 101), /does not trust the webhook/],
      [find({ clientConfig: { service: { ...service, name: 'x' }, caBundle: bundle } }), /is not for x\./],
    ] as const) {
      assert.equal(call.effect, 'refused');
      assert.match(call.why ?? '', why);
    }
  });

  it('is told from the guard where the webhook is skipped', () => {
    const away = (guards: WebhookFacts['guards']) =>
      find({ failurePolicy: 'Ignore' }, { slices: [], guards });
    const outage =
      'the webhook is unavailable: Service per-pod-config/per-pod-config has no endpoint that is ready, and failurePolicy of pods is Ignore';
    assert.deepEqual(away(NO_GUARD), { called: true, why: outage, effect: 'skipped' });
    assert.deepEqual(away(GUARD), {
      called: true,
      why: `${outage}; so the guard denies the pod (ValidatingAdmissionPolicy per-pod-config-guard)`,
      effect: 'refused',
    });
    assert.deepEqual(away(UNREAD_GUARD), {
      called: true,
      why: `${outage}; whether the guard then denies the pod is not known`,
      effect: 'either',
    });
    const unselected = find({ objectSelector: { matchLabels: { app: 'db' } } }, { guards: GUARD });
    assert.deepEqual([unselected.called, unselected.effect], [false, 'refused']);
  });

  it('ends in a rejection where a condition fails, by the failurePolicy', () => {
    const matchConditions = [{ name: 'owned', expression: 'size(object.metadata.ownerReferences) == 1' }];
    const { called, effect, why } = find({ matchConditions });
    assert.deepEqual([called, effect], [false, 'refused']);
    assert.match(why ?? '', /matchCondition owned fails for this pod, .*, and failurePolicy is Fail$/);
    assert.equal(find({ matchConditions, failurePolicy: 'Ignore' }).effect, 'skipped');
  });

  it('is not made where the configuration does not ask for it', () => {
    for (const [webhook, why] of [
      [{ rules: [] }, /^the webhook is not called: its rules do not name the creation of pods$/],
      [
        {
          objectSelector: {
            matchLabels: { app: 'db' },
            matchExpressions: [{ key: 'x', operator: 'Exists' }],
          },
        },
        /^the webhook is not called: the labels of the pod do not meet its objectSelector: app=db, x$/,
      ],
      [
        {
          namespaceSelector: {
            matchExpressions: [{ key: 'per-pod-config', operator: 'In', values: ['enabled'] }],
          },
        },
        /^the webhook is not called in namespace prod: its labels .*: per-pod-config in \(enabled\)$/,
      ],
    ] as const) {
      const { called, effect, why: found } = find(webhook);
      assert.deepEqual([called, effect], [false, 'skipped']);
      assert.match(found ?? '', why);
    }
    assert.match(find({}, { mutating: { webhooks: [] } }).why ?? '', /names no webhook/);
  });
});
