import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { Mistakes } from '../../src/annotation/mistakes.ts';

const certain = new AnnotationError('certain', { at: 9 });
const guess = new AnnotationError('guess', { at: 1, guessed: true });

function gather(errors: readonly AnnotationError[], untold = 0): AnnotationError | undefined {
  const mistakes = new Mistakes();
  for (const error of errors) mistakes.add(error);
  if (untold > 0) mistakes.addUntold(untold);
  return mistakes.error;
}

describe('mistakes', () => {
  it('are none where none was added', () => assert.equal(gather([]), undefined));

  it('leave out what was guessed where one is certain', () => {
    assert.equal(gather([guess, certain]), certain);
    const all = gather([guess, certain, certain]);
    assert.deepEqual([all?.message, all?.guessed], ['certain\ncertain', false]);
  });

  it('are a guess only if each is, and each is told', () => {
    assert.equal(gather([guess]), guess);
    const all = gather([guess, guess]);
    assert.deepEqual([all?.message, all?.guessed], ['guess\nguess', true]);
    const more = gather([guess], 1);
    assert.deepEqual([more?.message, more?.guessed], ['guess\nand 1 more mistake', false]);
  });
});
