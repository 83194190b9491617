import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { AdmittedPod } from './admit-pods.ts';
import { listRows } from './list-rows.ts';

/** A table of what each pod got: with lines and colour on a terminal, else words and spaces. */
export function renderTable(pods: readonly AdmittedPod[]): string {
  const table = new Table({
    head: ['POD', 'ORDINAL', 'WHAT', 'WHERE', 'FILES OR VALUES'],
    style: { head: process.stdout.isTTY ? ['bold'] : [], border: [], compact: true },
    ...(process.stdout.isTTY ? {} : { chars: PLAIN }),
  });
  for (const { name, ordinal, containers } of pods) {
    for (const [index, { what, where, entries }] of listRows(containers).entries()) {
      table.push([...(index === 0 ? [name, ordinal] : ['', '']), green(what), where, wrap(entries)]);
    }
  }
  return `${table.toString().replaceAll(/ +$/gm, '')}\n`;
}

/** Breaks lines at spaces, so that a row fits a terminal of 120 columns; what goes on is indented. */
function wrap(lines: readonly string[]): string {
  return lines.map(line => (line.match(/\S.{0,55}(?= |$)|\S+/g) ?? []).join('\n  ')).join('\n');
}

function green(text: string): string {
  return styleText('green', text, { stream: process.stdout });
}

/** No lines at all, for whatever reads a pipe. */
const PLAIN = {
  ...Object.fromEntries(
    ['top', 'bottom', 'mid', 'left', 'right']
      .flatMap(edge => ['', '-mid', '-left', '-right'].map(part => edge + part))
      .map(name => [name, '']),
  ),
  middle: ' ',
};
