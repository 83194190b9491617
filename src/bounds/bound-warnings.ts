import { MAX_WARNING_LENGTH, MAX_WARNINGS_LENGTH } from './bounds.ts';
import { cutText } from './cut-text.ts';
import { escapeLine } from './escape-controls.ts';

/**
 * Warnings that may go out, each a line: the first ones of the list, and at last how many more there are. The API server
 * drops one that holds a tab or newline without a word, and cuts all of them when they are long together.
 *
 * @param reserved how many characters go in front of each.
 */
export function boundWarnings(warnings: readonly string[], reserved: number): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map(warning => boundWarning(warning, MAX_WARNING_LENGTH - reserved));
  const all = countFitting(lines, reserved, MAX_WARNINGS_LENGTH);
  if (all === lines.length) return lines;
  const room = MAX_WARNINGS_LENGTH - reserved - describeMore(lines.length).length;
  const some = countFitting(lines, reserved, room);
  return [...lines.slice(0, some), describeMore(lines.length - some)];
}

/** A drawing below it would not be one without its further lines. */
function boundWarning(warning: string, max: number): string {
  const [line = ''] = warning.split('\n', 1);
  // An escape has at most six characters for one.
  return cutText(escapeLine(cutText(line, max)), max);
}

function describeMore(count: number): string {
  return `and ${count.toLocaleString('en')} more ${count === 1 ? 'warning' : 'warnings'}`;
}

function countFitting(lines: readonly string[], reserved: number, room: number): number {
  let length = 0;
  const end = lines.findIndex(line => {
    length += reserved + line.length;
    return length > room;
  });
  return end === -1 ? lines.length : end;
}
