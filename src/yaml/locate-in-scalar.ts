import type { Scalar } from 'yaml';

/**
 * Where in a YAML text a place within a string stands: the offset in `text` of what comes after the first
 * `offset` UTF-16 units of the scalar's value. Exact for block literals, for quoted and for plain scalars; to
 * the nearest word in a folded one.
 */
export function locateInScalar(text: string, { type, value, range }: Scalar, offset: number): number {
  const start = range?.[0] ?? 0;
  if (typeof value !== 'string') return start;
  switch (type) {
    case 'BLOCK_LITERAL':
      return locateInLiteral(text, nextLine(text, start), value, offset);
    case 'BLOCK_FOLDED':
      return walk(text, skipIndentation(text, nextLine(text, start), value), value, offset, type);
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return walk(text, start + 1, value, offset, type);
    default:
      return walk(text, start, value, offset, 'PLAIN');
  }
}

function nextLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline + 1;
}

function skipIndentation(text: string, from: number, value: string): number {
  const indentation = /^ */.exec(text.slice(from, from + MAX_RUN))?.[0].length ?? 0;
  return from + indentation - (/^ */.exec(value)?.[0].length ?? 0);
}

/** Line by line: whatever a line of the text has more than that of the value is its indentation. */
function locateInLiteral(text: string, start: number, value: string, offset: number): number {
  let line = start;
  let rest = offset;
  for (const content of value.split('\n')) {
    const source = text.slice(line, nextLine(text, line)).replace(/\r?\n$/, '');
    if (rest <= content.length) return line + Math.max(0, source.length - content.length) + rest;
    rest -= content.length + 1;
    line = nextLine(text, line);
  }
  return line;
}

type Style = 'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE' | 'BLOCK_FOLDED';

/** Passes text and value side by side: escapes and folded lines are longer in the one than in the other. */
function walk(text: string, start: number, value: string, offset: number, style: Style): number {
  let at = start;
  let passed = 0;
  while (passed <= offset && at < text.length) {
    const step = stepAt(text, at, value, passed, style);
    // A fold that stands for nothing is passed, too: the next character is behind it.
    if (passed === offset && step.value > 0) return at;
    // Within a run of spaces or an escape.
    if (passed + step.value > offset) return at + Math.min(offset - passed, step.text - 1);
    at += step.text;
    passed += step.value;
  }
  return at;
}

interface Step {
  readonly text: number;
  readonly value: number;
}

function stepAt(text: string, at: number, value: string, passed: number, style: Style): Step {
  if (style === 'QUOTE_DOUBLE' && text[at] === '\\') return escapeAt(text, at);
  if (style === 'QUOTE_SINGLE' && text[at] === "'") return { text: 2, value: 1 };
  const [spaces = ''] = text.slice(at, at + MAX_RUN).match(/^\s+/) ?? [];
  if (spaces === '') return { text: 1, value: 1 };
  const newlines = spaces.split('\n').length - 1;
  if (newlines === 0) return { text: spaces.length, value: spaces.length };
  if (style !== 'BLOCK_FOLDED') return { text: spaces.length, value: Math.max(1, newlines - 1) };
  const run = value.slice(passed, passed + MAX_RUN).match(/^\s*/)?.[0].length ?? 0;
  return { text: spaces.length, value: run };
}

/** Of spaces and newlines that is looked at in one go. */
const MAX_RUN = 10_000;

function escapeAt(text: string, at: number): Step {
  const escaped = text[at + 1] ?? '';
  // A backslash at the end of a line takes the break and the indentation after it.
  const [fold] = text.slice(at, at + MAX_RUN).match(/^\\\r?\n\s*/) ?? [];
  if (fold !== undefined) return { text: fold.length, value: 0 };
  const digits = HEX_DIGITS[escaped] ?? 0;
  const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
  return { text: 2 + digits, value: code > 0xffff ? 2 : 1 };
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
