import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fuzz } from './fuzz.ts';
import { TARGET_NAMES } from './targets.ts';

/** What npm test has time for; test:soak takes longer, and npm run fuzz as long as it is told. */
const SECONDS = 1;

for (const name of TARGET_NAMES) {
  it(`no text that resembles one of the ${name} does harm`, async () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    const { count, harm } = await fuzz({ name, seconds: SECONDS, seed });
    assert.equal(harm, undefined, `seed ${seed}: ${JSON.stringify(harm)}`);
    assert.ok(count > 10, String(count));
  });
}
