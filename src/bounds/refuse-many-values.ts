import { MAX_JSON_VALUES } from './bounds.ts';

/** A text of JSON that holds too many values to be parsed at once. */
export class TooManyValuesError extends Error {
  override name = 'TooManyValuesError';
}

/**
 * Refuses JSON whose values would keep `JSON.parse` busy for long: a megabyte of `{}` takes it a tenth of a second, and
 * tens of megabytes of memory. Members and elements are counted by their commas, objects and arrays by their brackets;
 * what is no JSON is left for the parser to find out.
 *
 * @throws TooManyValuesError
 */
export function refuseManyValues(text: string): void {
  if (text.length < UNCOUNTED_LENGTH) return;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at + 1);
    else if (unit === COMMA || unit === BRACE || unit === BRACKET) values += 1;
  }
  if (values <= MAX_JSON_VALUES) return;
  throw new TooManyValuesError(
    `expected JSON with at most ${MAX_JSON_VALUES} objects, arrays and members, got ${values}`,
  );
}

/** The quote that ends a string. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at;
    if (unit === BACKSLASH) at += 1;
  }
  return text.length;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const BRACE = 0x7b;

/** A shorter text cannot hold much more than the bound: of the shortest members, one takes five bytes. */
const UNCOUNTED_LENGTH = 256 * 1024;
