import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepReconciled } from '../../src/certificates/keep-reconciled.ts';

/** Runs a round for each outcome: a message is a failure. Gives what was told of in each. */
async function run(outcomes: readonly (string | undefined)[]): Promise<string[][]> {
  const told: string[][] = [];
  const stop = new AbortController();
  await keepReconciled(
    async () => {
      if (told.length === outcomes.length) return stop.abort();
      told.push([]);
      const message = outcomes[told.length - 1];
      if (message !== undefined) throw new Error(message);
    },
    event => told.at(-1)?.push('message' in event ? event.message : event.event),
    1,
    stop.signal,
  );
  return told;
}

describe('certificates are looked after', () => {
  it('every few seconds, without a word', async () => {
    assert.deepEqual(await run([undefined, undefined, undefined]), [[], [], []]);
  });

  it('in spite of failures, each of which is told once until all is well again', async () => {
    const outcomes = ['away', 'away', 'refused', 'away', undefined, undefined, 'away', undefined];
    assert.deepEqual(await run(outcomes), [
      ['away'],
      [],
      ['refused'],
      [],
      ['recovered'],
      [],
      ['away'],
      ['recovered'],
    ]);
  });

  it('in spite of failures that are ever new, of which not all are told', async () => {
    const told = await run(Array.from({ length: 9 }, (_, index) => `port ${index}`));
    assert.equal(told.flat().filter(text => text.startsWith('port')).length, 5);
  });

  it('until it is told to stop, in the middle of a round too', async () => {
    const stop = new AbortController();
    let rounds = 0;
    const reconcile = (signal: AbortSignal) => {
      rounds += 1;
      stop.abort();
      return Promise.reject(signal.reason);
    };
    await keepReconciled(reconcile, () => assert.fail('told of the end as of a failure'), 1, stop.signal);
    assert.equal(rounds, 1);
  });
});
