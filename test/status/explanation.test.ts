import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Explanation, needsAttention } from '../../src/status/explanation.ts';

const decision = { outcome: 'mount', reason: 'mounted', message: '', steps: [], mounts: [] } as const;
const now = {
  name: 'web-0',
  ordinal: 0,
  state: 'Running',
  configuration: null,
  recreate: false,
  mounts: [],
  problems: [],
};

const isUrgent = (changes: Partial<Explanation>) =>
  needsAttention({ namespace: 'prod', pod: 'web-0', called: true, decision, now, notes: [], ...changes });

describe('a pod needs attention', () => {
  for (const [what, changes, expected] of [
    ['not when it is configured', {}, false],
    ['not when nothing is known of it now', { now: null, called: null }, false],
    ['when it has a problem', { now: { ...now, problems: ['is outdated'] } }, true],
    ['when it would be denied', { decision: { ...decision, outcome: 'deny' } }, true],
    ['when the webhook is not called for it', { called: false }, true],
    [
      'not when it would be left as it is',
      { called: false, decision: { ...decision, outcome: 'allow' } },
      false,
    ],
  ] as const) {
    it(what, () => assert.equal(isUrgent(changes), expected));
  }
});
