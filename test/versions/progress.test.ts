import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Output, Progress } from './progress.ts';

/** What is written, its times left out. */
function write(isTTY: boolean, ...lines: readonly [string, string, boolean?][]): string {
  let written = '';
  const output = {
    isTTY,
    columns: 40,
    write: (text: string) => {
      written += text;
      return true;
    },
  } as Output;
  const progress = new Progress(output);
  for (const line of lines) progress.tell(...line);
  return written.replaceAll(/ +\d+ s {2}/g, '');
}

it('in a pipe, each step has a line, and what passes by has none', () => {
  const written = write(false, ['1.1.0', 'build'], ['1.2.0', 'build'], ['1.1.0', '3 have ended', true]);
  assert.equal(written, '1.1.0  build\n1.2.0  build\n');
});

it('on a terminal, each release has one line, which is written anew, and below what has failed', () => {
  const written = write(
    true,
    ['1.1.0', 'build'],
    ['1.2.0', 'build'],
    ['1.1.0', '3', true],
    ['1.2.0', 'FAILED: a'],
  );
  assert.equal(
    written,
    [
      '1.1.0  build\n',
      '\x1b[1A\x1b[J1.1.0  build\n1.2.0  build\n',
      '\x1b[2A\x1b[J1.1.0  3\n1.2.0  build\n',
      '\x1b[2A\x1b[J1.2.0  FAILED: a\n1.1.0  3\n1.2.0  FAILED: a\n',
    ].join(''),
  );
});

it('a line that is too long for the terminal is cut where it is written anew, and whole where it stays', () => {
  const long = `FAILED: ${'a'.repeat(60)}`;
  const [whole = '', cut = ''] = write(true, ['1.1.0', long]).split('\n');
  assert.equal(whole, `1.1.0  ${long}`);
  assert.ok(cut.length < 40 && whole.startsWith(cut));
});
