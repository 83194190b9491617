import stringWidth from 'string-width';

/**
 * How wide each column of a table is: as wide as its longest line where that fits, else the widest ones
 * narrower, first down to their longest words, so that a name stays whole, and below that if need be.
 *
 * @param room how many characters they may take together; any number where it is undefined.
 */
export function fitColumns(rows: readonly (readonly string[])[], room: number | undefined): number[] {
  const wanted = measure(rows, /\n/);
  if (room === undefined) return wanted;
  const words = measure(rows, /\s+/);
  return shrink(
    shrink(wanted, words, room),
    words.map(width => Math.min(width, LEAST)),
    room,
  );
}

/** What is narrower than this is no text any more. */
const LEAST = 8;

function measure(rows: readonly (readonly string[])[], separator: RegExp): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, text] of row.entries()) {
      const parts = text.split(separator).map(part => stringWidth(part));
      widths[column] = Math.max(widths[column] ?? 0, ...parts);
    }
  }
  return widths;
}

/** Takes from the widest column that may give, until all fit or none may. */
function shrink(widths: readonly number[], least: readonly number[], room: number): number[] {
  const result = [...widths];
  let excess = result.reduce((sum, width) => sum + width, 0) - room;
  for (; excess > 0; excess -= 1) {
    const spare = result.map((width, column) => (width > (least[column] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    result[widest] = (result[widest] ?? 0) - 1;
  }
  return result;
}
