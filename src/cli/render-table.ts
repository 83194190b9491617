import Table from 'cli-table3';
import { MAX_FIELD_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { fitColumns } from './fit-columns.ts';
import type { Style, Terminal } from './terminal.ts';
import { wrapText } from './wrap-text.ts';

/** A text that may have several lines. */
export type Cell = string | { readonly text: string; readonly style: Style };

/**
 * A table: on a terminal with lines and colour, and no wider than it; else words and spaces, each line of a
 * cell as long as it is. Lines break at spaces, and within a word only where it is wider than all there is.
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  terminal: Terminal,
): string {
  const texts = [head, ...rows.map(row => row.map(textOf))];
  const widths = fitColumns(texts, terminal.columns === undefined ? undefined : room(terminal.columns, head));
  const wrapped = rows.map(row =>
    row.map((cell, column) => {
      const lines = wrapText(textOf(cell), widths[column] ?? 0);
      return lines
        .map(line => (typeof cell === 'string' ? line : terminal.style(cell.style, line)))
        .join('\n');
    }),
  );
  const bold = head.map((title, column) =>
    wrapText(title, widths[column] ?? 0)
      .map(line => terminal.style('bold', line))
      .join('\n'),
  );
  return draw([bold, ...wrapped], widths, terminal);
}

/** Before anything is measured: an escape is wider than what it stands for. */
function textOf(cell: Cell): string {
  const text = typeof cell === 'string' ? cell : cell.text;
  return text
    .split('\n')
    .map(line => escapeLine(cutText(line, MAX_FIELD_LENGTH)))
    .join('\n');
}

/** What is left for texts beside the lines and a space on each side. */
function room(columns: number, head: readonly string[]): number {
  return columns - 3 * head.length - 1;
}

/** By a hundred rows at a time: the time that cli-table3 takes grows with the square of their number. */
function draw(rows: readonly (readonly string[])[], widths: readonly number[], terminal: Terminal): string {
  const parts: string[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const table = new Table({
      head: start === 0 ? [...(rows[0] ?? [])] : [],
      ...(terminal.isTerminal ? lined(widths, start === 0, start + BATCH >= rows.length) : plain(widths)),
    });
    table.push(...rows.slice(Math.max(1, start), start + BATCH).map(row => [...row]));
    parts.push(table.toString());
  }
  return `${parts.join('\n').replaceAll(/ +$/gm, '')}\n`;
}

const BATCH = 100;

/** Options for a part of a table with lines. */
function lined(widths: readonly number[], isFirst: boolean, isLast: boolean) {
  return {
    colWidths: widths.map(width => width + 2),
    style: { head: [], border: [], compact: true },
    chars: { ...(isFirst ? {} : without('top')), ...(isLast ? {} : without('bottom')) },
  };
}

/** Options for one without, for whatever reads a pipe: three spaces between two columns. */
function plain(widths: readonly number[]) {
  return {
    colWidths: [...widths],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    chars: { ...['top', 'bottom', 'mid', 'left', 'right'].map(without).reduce(merge), middle: '   ' },
  };
}

function without(edge: string): Record<string, string> {
  return Object.fromEntries(['', '-mid', '-left', '-right'].map(part => [edge + part, '']));
}

function merge<T extends object>(one: T, other: T): T {
  return { ...one, ...other };
}
