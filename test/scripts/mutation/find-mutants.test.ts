import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMutants } from '../../../scripts/mutation/find-mutants.ts';

const find = (text: string) => findMutants('src/a.ts', text).map(({ from, to }) => `${from} → ${to}`);

/** A program, and all that is changed in it. */
const PROGRAMS: readonly [what: string, text: string, changes: readonly string[]][] = [
  ['a comparison at its boundary', 'f(a < b);', ['a < b → a <= b', 'a < b → a >= b']],
  ['a comparison that includes its boundary', 'f(a >= b);', ['a >= b → a > b', 'a >= b → a < b']],
  ['an equality', 'f(a === b);', ['a === b → a !== b']],
  ['what it is compared with', 'f(a === 1);', ['a === 1 → a !== 1', '1 → 2', '1 → 0']],
  ['a negation', 'f(!a.b);', ['!a.b → a.b']],
  ['a condition', 'if (a) b();', ['a → true', 'a → false']],
  ['a choice', 'f(a ? b : c);', ['a → true', 'a → false']],
  ['both operands of `and`', 'f(a && b);', ['a && b → a || b', 'a → true', 'b → true']],
  ['both operands of `or`', 'f(a || b);', ['a || b → a && b', 'a → false', 'b → false']],
  ['a loop, which is never made endless', 'while (a) b();', ['a → false']],
  ['a loop that counts', 'for (; a; i++) b();', ['a → false', 'i++ → i--']],
  ['a sum', 'f(a + 1);', ['a + 1 → a - 1', '1 → 2', '1 → 0']],
  ['a difference and a product', 'f(a - b * c);', ['a - b * c → a + b * c', 'b * c → b / c']],
  ['an assignment', 'a += b;', ['a += b → a -= b']],
  ['a limit that has a name', 'export const MOST = 1_000;', ['1_000 → 1001', '1_000 → 999']],
  ['no text that is joined', "f('a' + b + `c`);", []],
  ['no number that is no limit', 'f(7, a[0]);', []],
  ['no type', 'const a: B extends C ? 1 : 2 = b as unknown as D;', []],
  [
    'what has types, without them',
    'if ((a as B) === (b satisfies C)) c();',
    ['(a ) === (b ) → true', '(a ) === (b ) → false', '(a ) === (b ) → (a ) !== (b )'],
  ],
];

describe('the mutants of a program', () => {
  for (const [what, text, changes] of PROGRAMS) {
    it(`change ${what}`, () => assert.deepEqual(find(text).toSorted(), changes.toSorted()));
  }

  it('are whole programs with one change, in which all else keeps its meaning', () => {
    const sources = findMutants('src/a.ts', 'f(!(a && b), c);').map(({ source }) => source);
    assert.ok(sources.includes('f(((a && b)), c);'));
    assert.ok(sources.includes('f(!((a || b)), c);'));
    assert.equal(new Set(sources).size, sources.length);
  });

  it('say where they are', () => {
    const [mutant] = findMutants('src/a.ts', 'const a: string = b;\n\n  if (a\n    .c) d();\n');
    assert.ok(mutant !== undefined);
    const { source, ...place } = mutant;
    assert.deepEqual(place, {
      file: 'src/a.ts',
      line: 3,
      column: 7,
      from: 'a .c',
      to: 'true',
      within: 'if (a',
    });
    assert.equal(source, 'const a         = b;\n\n  if ((true)) d();\n');
  });

  it('are not made of what is no program', () => {
    assert.throws(() => findMutants('src/a.ts', 'if (a'), SyntaxError);
  });
});
