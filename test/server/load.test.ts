import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type Holder, Load } from '../../src/server/load.ts';

const MIB = 1024 * 1024;

describe('the load', () => {
  let load: Load;
  let gaveUp: string[];

  const hold = (name = 'a'): Holder => ({ held: 0, begun: false, giveUp: () => gaveUp.push(name) });
  const arriving = (name: string, bytes: number): Holder => {
    const holder = hold(name);
    load.grow(holder, bytes);
    return holder;
  };

  beforeEach(() => {
    load = new Load(() => 0);
    gaveUp = [];
  });

  it('is in flight from the beginning of a request to its end', () => {
    const holder = hold();
    load.begin(holder);
    assert.equal(load.inFlight, 1);
    assert.equal(load.idleFor, 0);
    load.end(holder);
    load.end(holder);
    assert.equal(load.inFlight, 0);
  });

  it('counts a body from its first byte until the end of its request, and is not idle meanwhile', t => {
    let now = 10_000;
    t.mock.method(performance, 'now', () => now);
    const holder = arriving('a', 1);
    load.grow(holder, 2);
    now = 20_000;
    assert.deepEqual([load.bytes, load.inFlight, load.idleFor], [3, 0, 0]);
    load.begin(holder);
    assert.deepEqual([load.bytes, load.inFlight, load.idleFor], [3, 1, 0]);
    load.end(holder);
    load.end(holder);
    now = 21_000;
    assert.deepEqual([load.bytes, load.inFlight, load.idleFor], [0, 0, 1_000]);
  });

  it('ends with a body that never becomes complete', t => {
    let now = 10_000;
    t.mock.method(performance, 'now', () => now);
    const holder = arriving('a', 5);
    now = 20_000;
    load.end(holder);
    now = 23_000;
    assert.deepEqual([load.bytes, load.inFlight, load.idleFor], [0, 0, 3_000]);
  });

  it('is too much with 512 requests, and no longer when one of them ends', () => {
    const holders = Array.from({ length: 512 }, () => hold());
    for (const holder of holders) load.begin(holder);
    assert.equal(load.findOverload(4_500), 'requests');
    load.end(holders[0] as Holder);
    assert.equal(load.findOverload(4_500), undefined);
  });

  it('is 192 MiB at most: beyond, the body to which nothing has come for longest gives up', () => {
    const [first, second] = [arriving('first', 96 * MIB), arriving('second', 96 * MIB)];
    assert.deepEqual(gaveUp, []);
    load.grow(first, 1);
    assert.deepEqual(gaveUp, ['second']);
    assert.deepEqual([load.bytes, second.held], [96 * MIB + 1, 0]);
    load.end(second);
    assert.equal(load.bytes, 96 * MIB + 1);
  });

  it('has as many bodies give up as need be', () => {
    for (const name of ['a', 'b', 'c']) arriving(name, 64 * MIB);
    arriving('d', 100 * MIB);
    assert.deepEqual(gaveUp, ['a', 'b']);
    assert.equal(load.bytes, 164 * MIB);
  });

  it('has no body give up that is complete: the one that grows gives up itself', () => {
    load.begin(arriving('whole', 190 * MIB));
    arriving('late', 3 * MIB);
    assert.deepEqual(gaveUp, ['late']);
    assert.equal(load.bytes, 190 * MIB);
  });

  it('is too much when what comes has waited for half of its time already', () => {
    for (const [lag, budget, overload] of [
      [0, 500, undefined],
      [250, 500, undefined],
      [251, 500, 'lag'],
      [251, 4_500, undefined],
      [2_251, 4_500, 'lag'],
    ] as const) {
      assert.equal(new Load(() => lag).findOverload(budget), overload, `${lag} of ${budget}`);
    }
  });
});
