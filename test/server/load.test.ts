import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Load } from '../../src/server/load.ts';
import { measureLoopLag } from '../../src/server/loop-lag.ts';

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

describe('the lag of the event loop', () => {
  it('is known within the very turn that makes it, and forgotten soon after', async t => {
    const { lag, stop } = measureLoopLag();
    t.after(stop);
    block(400);
    assert.ok(lag() > 250, `${lag()} ms`);
    for (let i = 0; i < 100 && lag() > 100; i += 1) await new Promise(resolve => setTimeout(resolve, 50));
    assert.ok(lag() <= 100, `${lag()} ms`);
  });
});

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
