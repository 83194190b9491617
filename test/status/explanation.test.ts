import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Explanation, needsAttention } from '../../src/status/explanation.ts';
import type { Verdict } from '../../src/status/find-verdict.ts';

const decision = {
  outcome: 'mount',
  reason: 'mounted',
  message: '',
  steps: [],
  mounts: [],
  patched: [],
  leftOut: [],
} as const;
const now = {
  name: 'web-0',
  ordinal: 0,
  state: 'Running',
  configuration: null,
  recreate: false,
  mounts: [],
  patched: [],
  leftOut: [],
  problems: [],
  notes: [],
};

const isUrgent = (result: Verdict['result'], report: Explanation['now'] = now) =>
  needsAttention({
    namespace: 'prod',
    pod: 'web-0',
    called: true,
    verdict: { result, message: '' },
    obstacle: null,
    decision,
    now: report,
    notes: [],
  });

describe('a pod needs attention', () => {
  for (const [what, result, report, expected] of [
    ['not when it is configured', 'configured', now, false],
    ['not when nothing is known of it now', 'configured', null, false],
    ['when it has a problem', 'configured', { ...now, problems: ['is outdated'] }, true],
    ['when it would be denied', 'denied', now, true],
    ['when it would be created without its configuration', 'unconfigured', now, true],
    ['when it could not be created', 'refused', now, true],
    ['not when it would be left as it is', 'unchanged', now, false],
    ['when its StatefulSet has no such pod', 'absent', null, true],
    ['not when its StatefulSet deletes it', 'absent', now, false],
  ] as const) {
    it(what, () => assert.equal(isUrgent(result, report), expected));
  }
});
