import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Turns } from '../../src/bounds/turns.ts';
import { takeTurns } from '../../src/server/take-turns.ts';

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

  it('has turns of five milliseconds', async t => {
    let now = 1_000;
    t.mock.method(performance, 'now', () => now);
    let steps = 0;
    const step = () => {
      now += 1;
      steps += 1;
    };
    const result = takeTurns(work(7, step));
    assert.equal(steps, 5);
    assert.equal(await result, 'done');
    assert.equal(steps, 7);
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
