import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Load } from '../../src/server/load.ts';

const MIB = 1024 * 1024;

describe('the load', () => {
  it('is in flight from the beginning of a request to its end', () => {
    const load = new Load(() => 0);
    const end = load.begin(10);
    assert.equal(load.inFlight, 1);
    assert.equal(load.idleFor, 0);
    end();
    assert.equal(load.inFlight, 0);
  });

  it('is too much with 512 requests, and no longer when one of them ends', () => {
    const load = new Load(() => 0);
    const ends = Array.from({ length: 512 }, () => load.begin(1));
    assert.equal(load.findOverload(1, 4_500), 'requests');
    ends[0]?.();
    assert.equal(load.findOverload(1, 4_500), undefined);
  });

  it('is too much with more than 192 MiB, but one request alone is never too large', () => {
    const load = new Load(() => 0);
    assert.equal(load.findOverload(500 * MIB, 4_500), undefined);
    const end = load.begin(190 * MIB);
    assert.equal(load.findOverload(2 * MIB, 4_500), undefined);
    assert.equal(load.findOverload(3 * MIB, 4_500), 'bytes');
    end();
    assert.equal(load.findOverload(3 * MIB, 4_500), undefined);
  });

  it('is too much when what comes has waited for half of its time already', () => {
    for (const [lag, budget, overload] of [
      [0, 500, undefined],
      [250, 500, undefined],
      [251, 500, 'lag'],
      [251, 4_500, undefined],
      [2_251, 4_500, 'lag'],
    ] as const) {
      assert.equal(new Load(() => lag).findOverload(1, budget), overload, `${lag} of ${budget}`);
    }
  });
});
