import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allow, type Decision, mount } from '../../src/admission/decision.ts';
import { Reason } from '../../src/admission/reason.ts';
import { answer, findUid, parseReview } from '../../src/admission/review.ts';
import { ReviewError } from '../../src/admission/review-error.ts';

const request = {
  uid: 'u',
  operation: 'CREATE',
  resource: { group: '', version: 'v1', resource: 'pods' },
  namespace: 'prod',
};
const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };

describe('an admission review', () => {
  it('holds a request', () => assert.equal(parseReview(review), request));

  for (const [what, body] of Object.entries<unknown>({
    'of another version': { ...review, apiVersion: 'admission.k8s.io/v1beta1' },
    'of another kind': { ...review, kind: 'Pod' },
    'without a request': { ...review, request: undefined },
    'without an operation': { ...review, request: { ...request, operation: undefined } },
    'without a resource': { ...review, request: { ...request, resource: undefined } },
    'of a resource without a version': {
      ...review,
      request: { ...request, resource: { group: '', resource: 'pods' } },
    },
    'with a name that is no text': { ...review, request: { ...request, name: 7 } },
    'with an empty uid': { ...review, request: { ...request, uid: '' } },
    'that is null': null,
  })) {
    it(`is refused where it is one ${what}`, () => {
      assert.throws(() => parseReview(body), ReviewError);
    });
  }

  for (const [what, body, uid] of [
    ['a text', { request: { uid: 'u' } }, 'u'],
    ['as long as it may be', { request: { uid: 'x'.repeat(256) } }, 'x'.repeat(256)],
    ['too long', { request: { uid: 'x'.repeat(257) } }, undefined],
    ['empty', { request: { uid: '' } }, undefined],
    ['a list', { request: { uid: ['u'] } }, undefined],
    ['missing', { request: {} }, undefined],
    ['that of a text', { request: 'uid' }, undefined],
    ['that of no request', {}, undefined],
    ['that of a null request', { request: null }, undefined],
    ['that of null', null, undefined],
    ['that of a text in place of a review', 'request', undefined],
  ] as const) {
    it(`has ${uid === undefined ? 'no uid' : 'a uid'} where it is ${what}`, () => {
      assert.equal(findUid(body), uid);
    });
  }
});

describe('the answer to a review', () => {
  const respond = (decision: Decision) => answer('u', decision).response;

  it('allows without a patch or warnings where there is none', () => {
    const decision: Decision = { outcome: 'allow', reason: 'not-owned', warnings: [] };
    const auditAnnotations = { reason: 'not-owned' };
    assert.deepEqual(respond(decision), { uid: 'u', auditAnnotations, allowed: true });
  });

  it('denies with a code and a message', () => {
    const { response } = answer('u', { outcome: 'deny', reason: Reason.conflict, code: 422, message: 'no' });
    assert.deepEqual(response.status, { code: 422, message: 'per-pod-config: conflict: no' });
  });

  it('has a patch and its type where there are operations', () => {
    const configuration = {
      ordinal: 0,
      volumes: [],
      env: [],
      envFrom: [],
      patches: [],
      leftOut: [],
      files: {},
      annotationHash: '',
      steps: 0,
      characters: 0,
    };
    const operation = { op: 'add', path: '/a', value: 1 } as const;
    for (const operations of [[operation], [operation, operation]]) {
      const { patch = '', patchType } = answer('u', mount('web', configuration, operations)).response;
      assert.equal(patchType, 'JSONPatch');
      assert.deepEqual(JSON.parse(Buffer.from(patch, 'base64').toString()), operations);
    }
    const { response } = answer('u', mount('web', configuration, []));
    assert.ok(!('patch' in response || 'patchType' in response || 'warnings' in response));
    const warned = answer('u', mount('web', configuration, [operation], ['one'])).response;
    assert.deepEqual(warned.warnings, ['per-pod-config: mounted: one']);
    assert.ok(warned.patch !== undefined);
  });

  it('has the first line of each warning, since a header has but one', () => {
    assert.deepEqual(respond(allow('valid', 'one\ntwo', 'three')).warnings, [
      'per-pod-config: valid: one',
      'per-pod-config: valid: three',
    ]);
  });
});
