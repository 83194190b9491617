import fc from 'fast-check';

export type Edit<T> = (value: T) => T;

/** Characters. What is longer is for the tests of what is hostile: here it would only make everything slow. */
export const MAX_TEXT_LENGTH = 64 * 1024;

/** Edits of a text, word by word: with words of other texts, and with such as make parsers stumble. */
export function arbitraryTextEdit(texts: readonly string[]): fc.Arbitrary<Edit<string>> {
  const word = fc.oneof(
    fc.constantFrom(...new Set(texts.flatMap(cut))),
    fc.constantFrom(...WORDS),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const range = fc.tuple(fc.nat(), fc.nat({ max: 8 }));
  const editWords = fc.oneof(
    fc.tuple(range, fc.array(word, { maxLength: 3 })).map(
      ([place, words]): Edit<string[]> =>
        old =>
          replace(old, place, () => words),
    ),
    fc.tuple(range, fc.integer({ min: 2, max: 100 })).map(
      ([place, times]): Edit<string[]> =>
        old =>
          replace(old, place, found => Array(times).fill(found).flat()),
    ),
    fc.tuple(range, fc.nat(), fc.constantFrom(...texts)).map(
      ([place, from, other]): Edit<string[]> =>
        old =>
          replace(old, place, () => take(cut(other), from)),
    ),
  );
  return editWords.map(
    (edit): Edit<string> =>
      text =>
        edit(cut(text)).join('').slice(0, MAX_TEXT_LENGTH),
  );
}

/** Words, runs of blanks, and signs one by one; together they are the text. */
function cut(text: string): string[] {
  return text.match(/\w+|\s+|[^\w\s]/g) ?? [];
}

type Range = readonly [at: number, length: number];

function replace(words: readonly string[], [at, length]: Range, by: (found: string[]) => string[]): string[] {
  const start = at % (words.length + 1);
  const found = words.slice(start, start + length);
  return [...words.slice(0, start), ...by(found), ...words.slice(start + length)];
}

function take(words: readonly string[], from: number): string[] {
  const start = from % (words.length + 1);
  return words.slice(start, start + 16);
}

const WORDS = [
  '$(',
  '$$(',
  ')',
  '"',
  "'",
  '"""',
  '\\',
  '\n',
  '//',
  '\0',
  '\u2028',
  '\ud800',
  '\ufeff',
  '__proto__',
  'constructor',
  'toString',
  '-9223372036854775808',
  '9223372036854775808',
  '1e999',
  '0x',
  '[',
  ']',
  '{',
  '}',
  '? ',
  ': ',
  '- ',
  '&a ',
  '*a ',
  '<<: ',
  '!!binary ',
  '--- ',
  '|\n',
  '..',
  '/',
  '%',
];
