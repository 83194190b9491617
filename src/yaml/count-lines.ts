import { LineCounter } from 'yaml';
import type { Position } from './kubernetes-object.ts';

/** Tells in which line and column an offset of a text is. The lines are counted when somebody asks. */
export function countLines(text: string): (offset: number) => Position {
  let lines: LineCounter | undefined;
  return offset => {
    lines ??= count(text);
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

function count(text: string): LineCounter {
  const lines = new LineCounter();
  for (let start = 0; start !== -1; start = nextLine(text, start)) lines.addNewLine(start);
  return lines;
}

function nextLine(text: string, from: number): number {
  return text.indexOf('\n', from) + 1 || -1;
}
