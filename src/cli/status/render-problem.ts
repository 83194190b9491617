import type { Terminal } from '../terminal.ts';
import { wrapText } from '../wrap-text.ts';

/** A line, or as many as the text and the terminal make of it, below what it is about. */
export function renderProblem(text: string, { columns, style }: Terminal): string {
  const lines = columns === undefined ? text.split('\n') : wrapText(text, columns - INDENT.length);
  return lines
    .map((line, index) => `${index === 0 ? style('red', '! ') : INDENT}${style('yellow', line)}\n`)
    .join('');
}

const INDENT = '  ';
