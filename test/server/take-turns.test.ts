import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Turns } from '../../src/bounds/turns.ts';
import { makeTakeTurns } from '../../src/server/take-turns.ts';

const takeTurns = makeTakeTurns();

function* work(pauses: number, act: () => void): Turns<string> {
  for (let count = 0; count < pauses; count += 1) {
    act();
    yield;
  }
  return 'done';
}

function spend(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('work that may pause', () => {
  it('is done at once when it takes little', () => {
    assert.equal(takeTurns(work(0, assert.fail)), 'done');
  });

  it('lets others have their turn when it takes long', async () => {
    let others = 0;
    const timer = setInterval(() => (others += 1), 1);
    const result = takeTurns(work(5, () => spend(6)));
    assert.ok(result instanceof Promise);
    assert.equal(await result, 'done');
    clearInterval(timer);
    assert.ok(others > 0);
  });

  it('has a first turn of one millisecond, and then turns of five', async t => {
    let now = 1_000;
    t.mock.method(performance, 'now', () => now);
    let steps = 0;
    const step = () => {
      now += 0.5;
      steps += 1;
    };
    const result = takeTurns(work(15, step));
    assert.equal(steps, 2);
    await new Promise(setImmediate);
    assert.equal(steps, 12);
    assert.equal(await result, 'done');
    assert.equal(steps, 15);
  });

  it('shares one turn of the event loop with all other work that has paused', async t => {
    let now = 1_000;
    t.mock.method(performance, 'now', () => now);
    const steps = [0, 0, 0];
    const results = steps.map((_, index) =>
      takeTurns(
        work(3, () => {
          now += 6;
          steps[index] = (steps[index] ?? 0) + 1;
        }),
      ),
    );
    assert.deepEqual(steps, [1, 1, 1]);
    for (const expected of [
      [2, 1, 1],
      [2, 2, 1],
      [2, 2, 2],
      [3, 2, 2],
    ]) {
      await new Promise(setImmediate);
      assert.deepEqual(steps, expected);
    }
    assert.deepEqual(await Promise.all(results), ['done', 'done', 'done']);
  });

  it('fails with what it throws, at once or later', async () => {
    const fail = () => {
      throw new Error('failed');
    };
    assert.throws(() => takeTurns(work(1, fail)), { message: 'failed' });
    let calls = 0;
    const failLater = () => (++calls === 2 ? fail() : spend(6));
    await assert.rejects(async () => takeTurns(work(2, failLater)), { message: 'failed' });
  });
});
