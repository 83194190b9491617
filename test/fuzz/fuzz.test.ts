import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fuzz } from './fuzz.ts';
import { TARGET_NAMES, type TargetName } from './targets.ts';

/** What npm test has time for, about a second each; test:soak tries more, and npm run fuzz as many as it is told. */
const COUNTS: Readonly<Record<TargetName, number>> = { reviews: 60, annotations: 400, expressions: 4_000 };

/** Always the same texts: what nobody has tried yet must not fail a change that has nothing to do with it. */
const SEED = 1;

for (const name of TARGET_NAMES) {
  it(`of ${COUNTS[name]} texts that resemble one of the ${name}, none does harm`, async () => {
    const { count, harm } = await fuzz({ name, count: COUNTS[name], seconds: 300, seed: SEED });
    assert.equal(harm, undefined, JSON.stringify(harm));
    assert.equal(count, COUNTS[name]);
  });
}
