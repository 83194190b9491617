import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fuzz } from './fuzz.ts';
import { TARGET_NAMES, type TargetName } from './targets.ts';

/** Always the same texts: what nobody has tried yet must not fail a change that has nothing to do with it. */
const SEED = 1;

/** Tests each target with so many texts. */
export function testTexts(counts: Readonly<Record<TargetName, number>>): void {
  for (const name of TARGET_NAMES) {
    it(`of ${counts[name]} texts that resemble one of the ${name}, none does harm`, async () => {
      const { count, harm } = await fuzz({ name, count: counts[name], seconds: 300, seed: SEED });
      assert.equal(harm, undefined, JSON.stringify(harm));
      assert.equal(count, counts[name]);
    });
  }
}
