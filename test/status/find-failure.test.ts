import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCreationFailure } from '../../src/status/find-failure.ts';
import type { LiveEvent } from '../../src/status/live-objects.ts';
import { makeWeb } from './web.ts';

const AT = '2026-01-01T00:00:00Z';
const failedCreate = (message: string): LiveEvent => ({
  reason: 'FailedCreate',
  message,
  involvedObject: { uid: 'uid-of-web' },
  lastTimestamp: AT,
});
const find = (message: string) => findCreationFailure(makeWeb(), 'web-0', [failedCreate(message)]);

const DENIAL =
  'admission webhook "pods.per-pod-config.svc" denied the request: per-pod-config: conflict: taken';

/** What the controllers write in front: Kubernetes before 1.35 and OpenKruise, Kubernetes since, events put together. */
const FORMS = [
  'create Pod web-0 in StatefulSet web failed error: ',
  'Create Pod web-0 in StatefulSet web failed error: ',
  '(combined from similar events): create Pod web-0 in StatefulSet web failed error: ',
  '(combined from similar events): Create Pod web-0 in StatefulSet web failed error: ',
];

describe('why a pod could not be created', () => {
  for (const form of FORMS) {
    it(`is read from an event that begins with "${form}"`, () => {
      assert.deepEqual(find(`${form}${DENIAL}`), {
        message: 'taken',
        reason: 'conflict',
        guarded: false,
        at: AT,
        pod: 'web-0',
      });
      assert.deepEqual(find(`${form}exceeded quota`), {
        message: 'exceeded quota',
        reason: undefined,
        guarded: false,
        at: AT,
        pod: 'web-0',
      });
    });
  }

  it('is what the webhook answered to a call that failed, which the API server quotes', () => {
    const text = 'per-pod-config: lookup-failed: StatefulSet a/web could not be read: no answer';
    const error = `an error on the server ("${text}") has prevented the request from succeeding`;
    const call = 'failed calling webhook "pods.per-pod-config.svc": failed to call webhook';
    const failure = find(`${FORMS[1]}Internal error occurred: ${call}: ${error}`);
    assert.equal(failure?.reason, 'lookup-failed');
    assert.equal(failure.message, 'StatefulSet a/web could not be read: no answer');
  });

  it('is the guard where one of its policies denied the pod, whatever it says', () => {
    for (const [policy, guarded] of [
      ['per-pod-config-guard', true],
      ['per-pod-config-guard-statefulset', true],
      ['per-pod-config-guard-of-others', false],
    ] as const) {
      const message = `pods "web-0" is forbidden: ValidatingAdmissionPolicy '${policy}' with binding 'b' denied request: per-pod-config: no: x`;
      const failure = find(`${FORMS[1]}${message}`);
      assert.equal(failure?.guarded, guarded);
      assert.deepEqual([failure?.reason, failure?.message], guarded ? [undefined, message] : ['no', 'x']);
    }
  });

  it('is told whole, even if the message has the words in front once more', () => {
    const message = `exceeded quota: the one before failed error: ${FORMS[0]}`;
    for (const form of FORMS) assert.equal(find(form + message)?.message, message);
  });

  it('is what an event says of another pod of the StatefulSet only where none is about this one', () => {
    const other = failedCreate('Create Pod web-2 in StatefulSet web failed error: exceeded quota');
    const earlier = { ...failedCreate(`${FORMS[1]}${DENIAL}`), lastTimestamp: '2025-12-31T00:00:00Z' };
    assert.equal(findCreationFailure(makeWeb(), 'web-0', [other])?.pod, 'web-2');
    assert.equal(findCreationFailure(makeWeb(), 'web-0', [other, earlier])?.reason, 'conflict');
  });

  it('is not what an event says of another StatefulSet, or of a claim', () => {
    for (const verb of ['create', 'Create']) {
      assert.equal(find(`${verb} Pod web-0 in StatefulSet web-0 failed error: no`), undefined);
      assert.equal(
        find(`${verb} Claim data-web-0 for Pod web-0 in StatefulSet web failed error: no`),
        undefined,
      );
    }
    const ofAnother = { ...failedCreate(`${FORMS[1]}no`), involvedObject: { uid: 'uid-of-a-former-web' } };
    assert.equal(findCreationFailure(makeWeb(), 'web-0', [ofAnother]), undefined);
  });

  it('is over once the pod was created, until it fails again', () => {
    const at = (lastTimestamp: string, event: LiveEvent): LiveEvent => ({ ...event, lastTimestamp });
    const failed = failedCreate(`${FORMS[1]}no`);
    for (const verb of ['create', 'Create']) {
      const message = `${verb} Pod web-0 in StatefulSet web successful`;
      const created = at('2026-01-01T00:05:00Z', { ...failed, reason: 'SuccessfulCreate', message });
      assert.equal(findCreationFailure(makeWeb(), 'web-0', [failed, created]), undefined);
      assert.equal(findCreationFailure(makeWeb(), 'web-1', [failed, created]), undefined);
      const again = at('2026-01-01T00:06:00Z', failed);
      assert.equal(findCreationFailure(makeWeb(), 'web-0', [again, created])?.message, 'no');
      const other = { ...created, message: `${verb} Pod web-01 in StatefulSet web successful` };
      assert.equal(findCreationFailure(makeWeb(), 'web-0', [failed, other])?.message, 'no');
    }
  });
});
