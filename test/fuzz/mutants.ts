import fc from 'fast-check';
import { arbitraryTextEdit, type Edit, MAX_TEXT_LENGTH } from './edit-text.ts';
import { arbitraryGraft, arbitraryTreeEdit } from './edit-tree.ts';
import type { Notation } from './target.ts';

/** Texts that are like those of a corpus, but for a few edits of their words or, by their notation, of their parts. */
export function arbitraryMutant(
  corpus: readonly string[],
  notation: Notation | undefined,
): fc.Arbitrary<string> {
  const editText = arbitraryTextEdit(corpus);
  const byWords = mutate(corpus, editText);
  if (notation === undefined) return byWords;
  const trees = corpus.flatMap(text => parse(text, notation));
  const edit = fc.oneof(arbitraryTreeEdit(editText), arbitraryGraft(trees));
  const byParts = mutate(trees, edit).map(tree => stringify(tree, notation));
  return fc.oneof({ weight: 3, arbitrary: byParts }, { weight: 1, arbitrary: byWords });
}

function mutate<T>(originals: readonly T[], edit: fc.Arbitrary<Edit<T>>): fc.Arbitrary<T> {
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([original, edits]) => edits.reduce((value, change) => change(value), original));
}

/** Nothing, for a text that is meant to be none. */
function parse(text: string, notation: Notation): unknown[] {
  try {
    // Plain, without what YAML's aliases make one and the same.
    return [JSON.parse(JSON.stringify(notation.parse(text)))];
  } catch {
    return [];
  }
}

function stringify(tree: unknown, notation: Notation): string {
  return (notation.stringify(tree) ?? '').slice(0, MAX_TEXT_LENGTH);
}
