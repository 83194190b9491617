import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawCaret } from '../../src/expression/draw-caret.ts';

const draw = (source: string, offset: number, length: number) => drawCaret({ source, offset, length });

test('The line is drawn with carets under the place', () => {
  assert.equal(draw('node-$(ordnal)', 7, 6), 'node-$(ordnal)\n       ^^^^^^');
  assert.equal(draw('a\nb $(c)\nd', 6, 1), 'b $(c)\n    ^');
  assert.equal(draw('$(x', 0, 2), '$(x\n^^');
  assert.equal(draw('\n$(x)', 0, 0), '\n^');
});

test('Where something is missing, one caret stands behind the end', () => {
  assert.equal(draw('$(1 +)', 5, 0), '$(1 +)\n     ^');
  assert.equal(draw('', 0, 0), '\n^');
});

test('A place of several lines is marked on its first', () => {
  assert.equal(draw('$(1 +\n"a")', 2, 8), '$(1 +\n  ^^^');
});

test('A long line is cut around the place', () => {
  const source = `${'a'.repeat(500)}$(x)${'b'.repeat(500)}`;
  const [line = '', carets = ''] = draw(source, 502, 1).split('\n');
  assert.ok(line.length <= 82);
  assert.match(line, /^…a+\$\(x\)b+…$/);
  assert.equal(line.charAt(carets.indexOf('^')), 'x');
  // The carets do not go beyond the cut.
  assert.equal(draw(source, 502, 500).split('\n')[1], `${' '.repeat(31)}${'^'.repeat(50)}`);
});

test('What cannot be seen is drawn as a symbol of one column', () => {
  assert.equal(draw('\t\u0000$(x\u007f)', 4, 2), '␉␀$(x␡)\n    ^^');
  assert.equal(draw('\u202e\u200b$(x)', 4, 1), '\ufffd\ufffd$(x)\n    ^');
  assert.equal(draw('😀$(x)', 4, 1), '😀$(x)\n   ^');
});

test('A line is not cut within a character, and the caret stands where it did', () => {
  const faces = '😀'.repeat(100);
  for (const code of ['$(x)', '$( x)', '$(x )', '$( x )']) {
    const [line = '', carets = ''] = draw(faces + code + faces, faces.length + code.indexOf('x'), 1).split(
      '\n',
    );
    assert.match(line, /^…😀+\$\( ?x ?\)😀+…$/u);
    assert.equal([...line][carets.indexOf('^')], 'x');
  }
});

test('A line of 80 columns is drawn whole, a longer one is cut behind', () => {
  const line = '$(x)'.padEnd(80, '.');
  assert.equal(draw(line, 2, 1), `${line}\n  ^`);
  assert.equal(draw(`${line}.`, 2, 1), `${line}…\n  ^`);
  assert.equal(draw(`a\n${line}\nb`, 4, 1), `${line}\n  ^`);
});

test('A long line is cut in front where the place is more than 30 columns from its start', () => {
  const line = '.'.repeat(200);
  const first = (offset: number) => draw(`ab\n${line}`, 3 + offset, 1).split('\n');
  assert.deepEqual(first(30), [`${'.'.repeat(80)}…`, `${' '.repeat(30)}^`]);
  assert.deepEqual(first(31), [`…${'.'.repeat(80)}…`, `${' '.repeat(31)}^`]);
  assert.deepEqual(first(150), [`…${'.'.repeat(80)}`, `${' '.repeat(31)}^`]);
  assert.deepEqual(first(149), [`…${'.'.repeat(80)}…`, `${' '.repeat(31)}^`]);
});

test('A character that a cut would halve is left out in front', () => {
  const [line, carets] = draw(`.${'😀'.repeat(25)}.${'-'.repeat(61)}`, 52, 1).split('\n');
  assert.equal(line, `…${'😀'.repeat(14)}.${'-'.repeat(51)}…`);
  assert.equal(carets, `${' '.repeat(16)}^`);
});
