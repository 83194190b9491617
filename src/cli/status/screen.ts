import type { Writable } from 'node:stream';
import { draw } from '../escape-output.ts';
import type { Terminal } from '../terminal.ts';

/** Something that shows a text in place of the one before. */
export interface Screen {
  show(text: string): void;
}

/** On a terminal each text is drawn over the one before; elsewhere it is written once more if it differs. */
export function makeScreen(stream: Writable, { isTerminal }: Terminal): Screen {
  let shown = '';
  return {
    show(text) {
      if (text === shown) return;
      draw(stream, isTerminal ? redraw(text, (stream as Partial<NodeJS.WriteStream>).rows) : text);
      shown = text;
    },
  };
}

/** Line by line, so that nothing flickers; what is below the last line of the terminal would scroll. */
function redraw(text: string, rows = Number.POSITIVE_INFINITY): string {
  const lines = text.trimEnd().split('\n');
  const room = rows - 1;
  const cut =
    lines.length <= room ? lines : [...lines.slice(0, room - 1), `… ${lines.length - room + 1} lines more`];
  return `${HOME}${cut.map(line => `${line}${TO_LINE_END}\n`).join('')}${TO_SCREEN_END}`;
}

const HOME = '\u001b[H';
const TO_LINE_END = '\u001b[K';
const TO_SCREEN_END = '\u001b[J';
