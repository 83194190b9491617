import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeMeet } from '../../../src/status/conditions/meet-conditions.ts';

const MET = { name: 'met', expression: 'true' };
const FALSE = { name: 'false', expression: 'false' };
const FAILS = { name: 'fails', expression: "object.metadata.annotations.a == 'b'" };
const OPEN = { name: 'open', expression: "request.name == 'a'" };

describe('several conditions', () => {
  for (const [conditions, outcome, name] of [
    [[], true, undefined],
    [[MET, MET], true, undefined],
    [[FAILS, OPEN, FALSE], false, 'false'],
    [[MET, FAILS], 'error', 'fails'],
    [[FAILS, MET, OPEN], undefined, 'open'],
  ] as const) {
    const names = conditions.map(one => one.name).join(', ') || 'none';
    it(`are ${outcome ?? 'not known'}: ${names}`, () => {
      const met = makeMeet(conditions)({ metadata: {} });
      assert.deepEqual([met.outcome, met.name], [outcome, name]);
    });
  }
});
