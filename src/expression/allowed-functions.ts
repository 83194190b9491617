import { comparingWork } from './cost.ts';
import { listSize, SCALAR, type Size, stringSize } from './size.ts';

/** A function that expressions may call: how it is written, and what a call of it can cost. */
export interface AllowedFunction {
  /** For messages. */
  readonly usage: string;
  /** Numbers of arguments when called as `f(a, b)`. */
  readonly asFunction: readonly number[];
  /** Numbers of arguments when called as `a.f(b)`. */
  readonly asMethod: readonly number[];
  /** The size of the result; a method's receiver is the first argument. */
  readonly size: (...args: Size[]) => Size;
  /** Characters looked at or copied. */
  readonly work: (...args: Size[]) => number;
  /** Whether there are arguments that it fails on. */
  readonly fails: boolean;
}

/** Characters of the longest int, -9223372036854775808. */
export const INT_LENGTH = 20;

const conversion = (usage: string, size: (value: Size) => Size): AllowedFunction => ({
  usage,
  asFunction: [1],
  asMethod: [],
  size: (value = SCALAR) => size(value),
  work: (value = SCALAR) => value.length,
  fails: false,
});

const method = (
  usage: string,
  asMethod: readonly number[],
  size: AllowedFunction['size'],
  work: AllowedFunction['work'],
): AllowedFunction => ({ usage, asFunction: [], asMethod, size, work, fails: false });

const failing = (called: AllowedFunction): AllowedFunction => ({ ...called, fails: true });

const scalar = () => SCALAR;
const same = (text = SCALAR) => stringSize(text.length);
/** The library changes the case of all letters, not of ASCII alone, and one letter can become three. */
const cased = (text = SCALAR) => stringSize(3 * text.length);
const once = (text = SCALAR, other = SCALAR) => text.length + other.length;
/** The library counts code points one by one. */
const counting = (value = SCALAR) => 2 * value.length;
/** Slow, where letters are not ASCII. */
const casing = (text = SCALAR) => 4 * text.length;
/** A list is joined element by element. */
const joinWork = (list = SCALAR, separator = SCALAR) =>
  comparingWork(list) + joinSize(list, separator).length;
/** The search of V8 can compare every character of one string with every character of the other. */
const search = (text = SCALAR, wanted = SCALAR) => text.length * Math.max(1, wanted.length);

/**
 * What an expression may call; what is not here is refused. All are the library's but `replace`.
 * String indices are UTF-16 units, as the library has it, not code points.
 */
export const ALLOWED_FUNCTIONS: ReadonlyMap<string, AllowedFunction> = new Map<string, AllowedFunction>([
  ['size', { ...conversion('size(value) or value.size()', scalar), asMethod: [0], work: counting }],
  [
    'string',
    conversion('string(value)', value => (value.kind === 'string' ? value : stringSize(INT_LENGTH))),
  ],
  ['int', failing(conversion('int(value)', scalar))],
  ['bool', failing(conversion('bool(value)', scalar))],
  ['startsWith', method('text.startsWith(prefix)', [1], scalar, once)],
  ['endsWith', method('text.endsWith(suffix)', [1], scalar, once)],
  ['contains', method('text.contains(part)', [1], scalar, search)],
  ['indexOf', failing(method('text.indexOf(part) or text.indexOf(part, start)', [1, 2], scalar, search))],
  [
    'lastIndexOf',
    failing(method('text.lastIndexOf(part) or text.lastIndexOf(part, start)', [1, 2], scalar, search)),
  ],
  ['lowerAscii', method('text.lowerAscii()', [0], cased, casing)],
  ['upperAscii', method('text.upperAscii()', [0], cased, casing)],
  ['trim', method('text.trim()', [0], same, once)],
  [
    'substring',
    failing(method('text.substring(start) or text.substring(start, end)', [1, 2], same, text => once(text))),
  ],
  ['split', method('text.split(separator) or text.split(separator, limit)', [1, 2], splitSize, splitWork)],
  ['join', method('list.join() or list.join(separator)', [0, 1], joinSize, joinWork)],
  [
    'replace',
    method('text.replace(old, new) or text.replace(old, new, limit)', [2, 3], replaceSize, replaceWork),
  ],
]);

function splitSize(text = SCALAR, separator = SCALAR): Size {
  const pieces = 1 + occurrences(text, separator);
  // The pieces together are no longer than the text.
  return listSize(pieces, stringSize(text.length), text.length);
}

function splitWork(text = SCALAR, separator = SCALAR): number {
  return search(text, separator) + comparingWork(splitSize(text, separator));
}

function joinSize(list = SCALAR, separator = SCALAR): Size {
  return stringSize(list.content + Math.max(0, list.length - 1) * separator.length);
}

function replaceSize(text = SCALAR, old = SCALAR, replacement = SCALAR): Size {
  return stringSize(text.length + occurrences(text, old) * replacement.length);
}

function replaceWork(text = SCALAR, old = SCALAR, replacement = SCALAR): number {
  return splitWork(text, old) + replaceSize(text, old, replacement).length;
}

/** An empty string is found before every character and at the end. */
function occurrences(text: Size, wanted: Size): number {
  return wanted.least > 0 ? Math.floor(text.length / wanted.least) : text.length + 1;
}
