import assert from 'node:assert/strict';
import { beforeEach, describe, it, type TestContext } from 'node:test';
import { type LoopLag, measureLoopLag } from '../../src/server/loop-lag.ts';

describe('the lag of the event loop', () => {
  let now = 0;
  let loop: LoopLag;

  beforeEach(context => {
    const { mock } = context as TestContext;
    mock.timers.enable({ apis: ['setInterval'] });
    mock.method(performance, 'now', () => now);
    loop = measureLoopLag();
  });

  /** The loop stands still for a while, and does not yet run its timers. */
  const stand = (milliseconds: number) => {
    now += milliseconds;
  };

  /** The timers that are due run, and the next is due in 100 ms. */
  const runTimers = (t: TestContext) => t.mock.timers.tick(100);

  const goOn = (t: TestContext, milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 100) {
      stand(100);
      runTimers(t);
    }
  };

  it('is nothing while the timer is on time', t => {
    goOn(t, 1_000);
    assert.equal(loop.lag(), 0);
  });

  it('is known within the very turn that makes it', () => {
    stand(400);
    assert.equal(loop.lag(), 300);
  });

  it('is known when the timer has run', t => {
    stand(400);
    runTimers(t);
    assert.equal(loop.lag(), 300);
  });

  it('is known when the timer has run twice before anything is read', t => {
    stand(2_700);
    runTimers(t);
    stand(150);
    runTimers(t);
    assert.equal(loop.lag(), 2_600);
  });

  it('is forgotten after half a second', t => {
    stand(2_700);
    runTimers(t);
    goOn(t, 400);
    assert.equal(loop.lag(), 2_600);
    goOn(t, 100);
    assert.equal(loop.lag(), 0);
  });

  it('is as long as it was at its worst', t => {
    stand(400);
    runTimers(t);
    stand(1_100);
    runTimers(t);
    assert.equal(loop.lag(), 1_000);
    goOn(t, 400);
    assert.equal(loop.lag(), 1_000);
  });

  it('is measured by the real timer', async t => {
    t.mock.reset();
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
