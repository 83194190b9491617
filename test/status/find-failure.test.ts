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
      assert.deepEqual(find(`${form}${DENIAL}`), { message: 'taken', reason: 'conflict', at: AT });
      assert.deepEqual(find(`${form}exceeded quota`), {
        message: 'exceeded quota',
        reason: undefined,
        at: AT,
      });
    });
  }

  it('is told whole, even if the message has the words in front once more', () => {
    const message = `exceeded quota: the one before failed error: ${FORMS[0]}`;
    for (const form of FORMS) assert.equal(find(form + message)?.message, message);
  });

  it('is not what an event says of another pod, or of a claim', () => {
    for (const verb of ['create', 'Create']) {
      assert.equal(find(`${verb} Pod web-01 in StatefulSet web failed error: no`), undefined);
      assert.equal(find(`${verb} Pod web-0 in StatefulSet web-0 failed error: no`), undefined);
      assert.equal(
        find(`${verb} Claim data-web-0 for Pod web-0 in StatefulSet web failed error: no`),
        undefined,
      );
    }
  });
});
