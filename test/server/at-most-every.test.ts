import assert from 'node:assert/strict';
import { it } from 'node:test';
import { atMostEvery } from '../../src/server/at-most-every.ts';

it('a burst is said once, and the next time says how many were held back', async () => {
  const said: [string, number][] = [];
  const say = atMostEvery<string>(50, (value, heldBack) => said.push([value, heldBack]));
  for (const value of ['a', 'b', 'c']) say(value);
  await new Promise(resolve => setTimeout(resolve, 80));
  say('d');
  assert.deepEqual(said, [
    ['a', 0],
    ['d', 2],
  ]);
});
