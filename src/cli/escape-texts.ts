import { MAX_FIELD_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';

/** A copy of what is to be shown to a person, with each text escaped, and cut where no one would read to its end. */
export function escapeTexts<T>(value: T): T {
  return copy(value, false) as T;
}

/** @param hasLines whether a newline in a text is one of ours. */
function copy(value: unknown, hasLines: boolean): unknown {
  if (typeof value === 'string') return hasLines ? value.split('\n').map(toLine).join('\n') : toLine(value);
  if (Array.isArray(value)) return value.map(element => copy(element, hasLines));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, copy(member, WITH_LINES.includes(key))]),
  );
}

/** Members that say why a pod is denied, with a drawing of the place. */
const WITH_LINES = ['message', 'problems'];

function toLine(text: string): string {
  return escapeLine(cutText(text, MAX_FIELD_LENGTH));
}
