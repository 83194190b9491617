import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { within } from '../../src/server/within.ts';

describe('within its time', () => {
  it('what is done gives its result, or its error', async () => {
    assert.equal(await within(1_000, async () => 7), 7);
    await assert.rejects(
      within(1_000, async () => assert.fail('no')),
      /no/,
    );
  });

  it('what does not heed the signal is given up all the same', async () => {
    let told = false;
    const start = performance.now();
    const deaf = within(50, signal => {
      signal.addEventListener('abort', () => {
        told = true;
      });
      return new Promise(() => {});
    });
    await assert.rejects(deaf, { name: 'TimeoutError' });
    assert.ok(performance.now() - start < 1_000);
    assert.ok(told);
  });

  it('what has no time left is not begun', async () => {
    await assert.rejects(
      within(0, () => assert.fail('begun')),
      { name: 'TimeoutError' },
    );
  });
});
