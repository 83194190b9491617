import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainAbsence } from '../../src/status/explain-absence.ts';
import { makeWeb } from './web.ts';

describe('why a StatefulSet has no pod of an ordinal', () => {
  for (const [title, spec, ordinal, why] of [
    ['it has one', {}, 2, undefined],
    ['beyond its replicas', {}, 17, 'the StatefulSet has no pod web-17: its ordinals are 0 to 2'],
    [
      'below its start',
      { ordinals: { start: 5 } },
      4,
      'the StatefulSet has no pod web-4: its ordinals are 5 to 7',
    ],
    ['the only one', { replicas: 1 }, 1, 'the StatefulSet has no pod web-1: its only ordinal is 0'],
    ['none', { replicas: 0 }, 0, 'the StatefulSet has no pod web-0: it has no pods (spec.replicas: 0)'],
    [
      'a reserved one',
      { reserveOrdinals: ['1-2'] },
      1,
      'the StatefulSet has no pod web-1: ordinal 1 is reserved (spec.reserveOrdinals)',
    ],
    [
      'beyond one with gaps',
      { reserveOrdinals: [1] },
      4,
      'the StatefulSet has no pod web-4: its ordinals are 0 to 3, without the reserved ones',
    ],
    [
      'beyond a billion',
      { replicas: 10 ** 9 },
      10 ** 9,
      'the StatefulSet has no pod web-1000000000: its ordinals are 0 to 999999999',
    ],
  ] as const) {
    it(title, () => assert.equal(explainAbsence(makeWeb(spec), ordinal), why));
  }

  it('it is being deleted', () => {
    const web = makeWeb();
    const metadata = { ...web.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' };
    assert.match(explainAbsence({ ...web, metadata }, 0) ?? '', /^StatefulSet web is being deleted/);
  });
});
