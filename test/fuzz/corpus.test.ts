import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCorpus } from './corpus.ts';
import { readInTime } from './read-in-time.ts';
import { TARGET_NAMES, TARGETS } from './targets.ts';

for (const name of TARGET_NAMES) {
  describe(`none of the ${name} in the corpus does harm`, () => {
    const corpus = readCorpus(name);
    for (const sample of corpus) {
      it(sample.name, () => readInTime(TARGETS[name], sample.text));
    }
    it('there are enough of them', () => assert.ok(corpus.length > 20));
  });
}
