import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fuzz } from './fuzz.ts';
import { TARGET_NAMES } from './targets.ts';

const SECONDS = 20;

for (const name of TARGET_NAMES) {
  it(`in ${SECONDS} seconds, no text that resembles one of the ${name} does harm`, async () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    const { count, harm } = await fuzz({ name, seconds: SECONDS, seed });
    assert.equal(harm, undefined, `seed ${seed}: ${JSON.stringify(harm)}`);
    assert.ok(count > 500, String(count));
  });
}
