import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { type Cell, renderTable } from '../../src/cli/render-table.ts';
import { readTerminal } from '../../src/cli/terminal.ts';
import { Sink } from './fake-streams.ts';

const render = (columns: number | undefined, rows: readonly (readonly Cell[])[], env = { NO_COLOR: '1' }) =>
  renderTable(['POD', 'WHAT'], rows, readTerminal(new Sink(columns), env));

describe('a table', () => {
  it('is words and spaces in a pipe, each line as long as it is', () => {
    const long = 'word '.repeat(50).trimEnd();
    assert.equal(render(undefined, [['web-0', long]]), `POD     WHAT\nweb-0   ${long}\n`);
  });

  it('has lines on a terminal', () => {
    assert.equal(
      render(80, [
        ['web-0', 'ConfigMap node-0'],
        ['web-1', 'a\nb'],
      ]),
      `┌───────┬──────────────────┐
│ POD   │ WHAT             │
├───────┼──────────────────┤
│ web-0 │ ConfigMap node-0 │
│ web-1 │ a                │
│       │ b                │
└───────┴──────────────────┘
`,
    );
  });

  it('breaks at spaces where it would be wider than the terminal, and keeps names whole', () => {
    const name = 'a-rather-long-name-of-a-config-map';
    const lines = render(72, [['a-rather-long-name-of-a-pod-0', `ConfigMap ${name}`]]).split('\n');
    assert.ok(lines.some(line => line.includes(`${name} │`)));
    assert.ok(lines.every(line => stringWidth(line) <= 72));
  });

  it('has styles, in each line of a cell', () => {
    const cell = { text: 'a\nb', style: 'red' } as const;
    const shown = render(80, [['x', cell]], { NO_COLOR: '' });
    assert.ok(shown.includes('\u001b[31ma\u001b[39m') && shown.includes('\u001b[31mb\u001b[39m'));
    assert.ok(shown.includes('\u001b[1mPOD\u001b[22m'));
  });

  it('shows each row once, however many there are', () => {
    const rows = Array.from({ length: 1_001 }, (_, index) => [`web-${index}`, 'x']);
    for (const columns of [undefined, 80]) {
      const lines = render(columns, rows).split('\n');
      assert.equal(lines.filter(line => line.includes('web-')).length, 1_001);
      assert.equal(lines.filter(line => line.includes('POD')).length, 1);
      assert.equal(lines.length, columns === undefined ? 1_003 : 1_006);
    }
  });

  it('is never wider than a terminal, and loses no character', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc-./ 好\n'), maxLength: 90 });
    const rows = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(40, 80, 120), (cells, columns) => {
        const shown = render(columns, cells);
        for (const line of stripVTControlCharacters(shown).split('\n'))
          assert.ok(stringWidth(line) <= columns);
        const letters = (all: string) => [...all].filter(one => /[a-c./好]/.test(one)).sort();
        assert.deepEqual(letters(shown), letters(cells.flat().join('')));
      }),
      { numRuns: 200 },
    );
  });
});
