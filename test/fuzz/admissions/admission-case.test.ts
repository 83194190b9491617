import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readCorpus } from '../corpus.ts';
import { type AdmissionCase, readCase } from './admission-case.ts';
import { arbitraryText } from './arbitrary-text.ts';
import { addLater, makePod } from './case-pod.ts';
import { type Expected, expectAdmission } from './model.ts';

describe('each sample of the corpus is a case', () => {
  for (const { name, text } of readCorpus('admissions')) {
    it(name, () => assert.ok(readCase(text) !== undefined));
  }
});

it('nearly all texts that are made are cases, and enough of them of each kind', () => {
  const texts = fc.sample(arbitraryText, { numRuns: 400, seed: 1 });
  const cases = texts.map(readCase).filter(found => found !== undefined);
  assert.ok(cases.length > 0.95 * texts.length, `${cases.length} of ${texts.length}`);
  const kinds = Map.groupBy(cases, nameKind);
  for (const kind of ['allow', 'conflict', 'invalid-annotation', 'mount and mount', 'mount and conflict']) {
    assert.ok((kinds.get(kind)?.length ?? 0) >= 5, `${kind}: ${kinds.get(kind)?.length}`);
  }
});

it('the model and what makes its cases import nothing of src', () => {
  const folder = new URL('./', import.meta.url);
  for (const file of readdirSync(folder)) {
    assert.doesNotMatch(readFileSync(new URL(file, folder), 'utf8'), /from '[^']*\/src\//, file);
  }
});

it('what is not a case is none', () => {
  for (const text of ['', '{', 'null', '[]', '{"owner":"StatefulSet"}'])
    assert.equal(readCase(text), undefined);
});

/** Its outcome, or the reasons why it is denied; where the pod is configured, that of the second call, too. */
function nameKind(one: AdmissionCase): string {
  const { annotation, ordinal } = one;
  const first = expectAdmission(annotation, ordinal, makePod(one));
  if (first.outcome !== 'mount') return nameOutcome(first);
  return `mount and ${nameOutcome(expectAdmission(annotation, ordinal, addLater(first.pod, one)))}`;
}

function nameOutcome(expected: Expected): string {
  return expected.outcome === 'deny' ? [...expected.reasons].join(', ') : expected.outcome;
}
