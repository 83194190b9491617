import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureRounds } from './measure-rounds.ts';
import { findQuantile, summarize } from './summarize.ts';

describe('summarize', () => {
  it('compares the medians of each round with those of the first subject in the same round', () => {
    const [first, second] = summarize([
      { title: 'nothing', rounds: [[1, 2, 3], [10, 20, 30], [4]] },
      { title: 'policy', rounds: [[4, 4, 4], [60, 60, 60], [4]] },
    ]);
    assert.deepEqual(first?.ratio, { low: 1, middle: 1, high: 1 });
    assert.deepEqual(second, {
      title: 'policy',
      count: 7,
      p50: 4,
      p99: 60,
      ratio: { low: 1, middle: 2, high: 3 },
      p99Ratio: 2,
    });
  });

  it('has nothing to say about nothing', () => {
    assert.deepEqual(summarize([]), []);
  });
});

describe('findQuantile', () => {
  it('gives a value that there is', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    assert.deepEqual(
      [0, 0.5, 0.99, 1].map(part => findQuantile(hundred, part)),
      [1, 50, 99, 100],
    );
  });
});

describe('measureRounds', () => {
  it('measures each subject as often in each round, and once more to warm it', async () => {
    const calls = { one: 0, other: 0 };
    const measured = await measureRounds(
      [
        { title: 'one', create: async () => (calls.one += 1) },
        { title: 'other', create: async () => (calls.other += 1) },
      ],
      { rounds: 3, perRound: 4, seconds: 60 },
    );
    assert.deepEqual(calls, { one: 15, other: 15 });
    assert.deepEqual(
      measured.map(({ title, rounds }) => [title, rounds.map(({ length }) => length)]),
      [
        ['one', [4, 4, 4]],
        ['other', [4, 4, 4]],
      ],
    );
  });

  it('begins no round when its time is over', async () => {
    const measured = await measureRounds([{ title: 'one', create: async () => {} }], {
      rounds: 3,
      perRound: 4,
      seconds: 0,
    });
    assert.deepEqual(measured, [{ title: 'one', rounds: [] }]);
  });
});
