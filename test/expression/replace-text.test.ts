import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { replaceText } from '../../src/expression/replace-text.ts';

const ROWS: readonly (readonly [
  text: string,
  old: string,
  replacement: string,
  limit: bigint,
  result: string,
])[] = [
  ['hello hello', 'he', 'we', -1n, 'wello wello'],
  ['hello hello', 'he', 'we', 1n, 'wello hello'],
  ['hello hello', 'he', 'we', 0n, 'hello hello'],
  ['hello hello', 'he', 'we', 9n, 'wello wello'],
  ['hello hello', 'hello', '', 9223372036854775807n, ' '],
  ['aaa', 'aa', 'b', -1n, 'ba'],
  ['a-b', '-', '$&', -1n, 'a$&b'],
  ['ab', '', '-', -1n, '-a-b-'],
  ['ab', '', '-', 1n, '-ab'],
  ['ab', '', '-', 2n, '-a-b'],
  ['😀', '', '-', -1n, '-😀-'],
  ['', '', 'x', -1n, 'x'],
  ['', 'a', 'x', -1n, ''],
];

test('replace does what the CEL strings extension says', () => {
  for (const [text, old, replacement, limit, result] of ROWS) {
    assert.equal(replaceText(text, old, replacement, limit), result, `${text} ${old} ${limit}`);
  }
});

test('Without a limit, replace is what replaceAll is for a text that is not empty', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(text, text, text, (subject, old, replacement) => {
      fc.pre(old !== '');
      assert.equal(
        replaceText(subject, old, replacement),
        subject.replaceAll(old, () => replacement),
      );
    }),
  );
});
