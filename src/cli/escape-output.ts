import type { Writable } from 'node:stream';
import { MAX_FIELD_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeControls, escapeLine } from '../bounds/escape-controls.ts';

/**
 * The stream, with control characters escaped in each text that is written to it: names may come from anybody. JSON keeps
 * its value by that. Bytes pass as they are; so do our own colours and cursor movements, by `draw`.
 */
export function escapeOutput(stream: Writable): Writable {
  return writeThrough(stream, escapeControls);
}

/** As `escapeOutput`, for what only people read: long lines are cut, too. */
export function escapeMessages(stream: Writable): Writable {
  return writeThrough(stream, text =>
    text
      .split('\n')
      .map(line => escapeLine(cutText(line, MAX_FIELD_LENGTH)))
      .join('\n'),
  );
}

/** Writes a text with control characters of ours; what others wrote in it must be escaped already. */
export function draw(stream: Writable, text: string): void {
  stream.write(Buffer.from(text));
}

/** Everything else (`columns`, `isTTY`) is that of the stream. */
function writeThrough(stream: Writable, clean: (text: string) => string): Writable {
  const write = (chunk: unknown, done?: (error?: Error | null) => void) =>
    stream.write(typeof chunk === 'string' ? clean(chunk) : chunk, done);
  return new Proxy(stream, {
    get(target, key) {
      if (key === 'write') return write;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
