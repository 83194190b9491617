import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

/** How to write to a stream. */
export interface Terminal {
  readonly isTerminal: boolean;
  /** Characters in a line; undefined where nobody looks at lines: in a pipe or a file. */
  readonly columns: number | undefined;
  /** The text with its style, or as it is where there is to be no colour. */
  style(style: Style, text: string): string;
}

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red';

/**
 * Finds out what a stream is.
 *
 * | stream | NO_COLOR | FORCE_COLOR | colour |
 * | --- | --- | --- | --- |
 * | any | set | any | no (https://no-color.org) |
 * | any | | set, not 0 | yes |
 * | a terminal, but for TERM=dumb | | | yes |
 * | any other | | | no |
 */
export function readTerminal(stream: Writable, env: NodeJS.ProcessEnv): Terminal {
  const { isTTY = false, columns } = stream as Writable & Partial<NodeJS.WriteStream>;
  const colour = hasColour(isTTY, env);
  return {
    isTerminal: isTTY,
    // A terminal that does not know its size says 0 columns.
    columns: isTTY ? columns || DEFAULT_COLUMNS : undefined,
    style: (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text),
  };
}

const DEFAULT_COLUMNS = 80;

function hasColour(isTTY: boolean, { NO_COLOR = '', FORCE_COLOR = '', TERM }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTTY && TERM !== 'dumb';
}
