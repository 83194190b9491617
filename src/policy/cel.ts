/** A part of CEL, among values that are written as literals. */
export class Cel {
  readonly code: string;
  readonly type: 'string' | 'int';

  constructor(code: string, type: 'string' | 'int' = 'string') {
    this.code = code;
    this.type = type;
  }
}

/** A text, or the CEL that gives it. */
export type Text = string | Cel;

/** A value that `printValue` can write. Members that are undefined are left out. */
export type Value =
  | Text
  | number
  | boolean
  | readonly Value[]
  | { readonly [key: string]: Value | undefined };

/**
 * A value as a literal of CEL. Everything inside of lists and maps is `dyn`: Kubernetes takes no literals of mixed types. So
 * written, it can be compared with what a pod has, which `Object.spec.volumes{…}` cannot.
 */
export function printValue(value: Value, indent = ''): string {
  if (value instanceof Cel) return value.code;
  if (typeof value === 'string') return printText(value);
  if (typeof value !== 'object') return String(value);
  const inner = `${indent}  `;
  if (isList(value))
    return bracket(
      '[',
      ']',
      value.map(item => printDyn(item, inner)),
      indent,
    );
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [`${printText(key)}: ${printDyn(member, inner)}`],
  );
  return bracket('{', '}', members, indent);
}

/** A list whose elements have one type by themselves, each on a line. */
export function printLines(items: readonly string[], indent = ''): string {
  return items.length === 0 ? '[]' : bracketLines('[', ']', items, indent);
}

/**
 * A string literal: CEL knows all escapes of JSON. With `kubectl apply --server-side` the API server reads JSON as YAML, which takes
 * some characters for the end of a line, so that they become spaces, and refuses others.
 */
export function printText(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Zl}\p{Zp}]/gu, writeEscape);
}

/** Of a code point: CEL takes no halves of surrogate pairs. */
function writeEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}

function printDyn(value: Value, indent: string): string {
  return `dyn(${printValue(value, indent)})`;
}

export function isList(value: object): value is readonly Value[] {
  return Array.isArray(value);
}

function bracket(open: string, close: string, items: readonly string[], indent: string): string {
  const line = open + items.join(', ') + close;
  return line.length + indent.length <= LINE_LENGTH && !line.includes('\n')
    ? line
    : bracketLines(open, close, items, indent);
}

function bracketLines(open: string, close: string, items: readonly string[], indent: string): string {
  return `${open}\n${items.map(item => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}

const LINE_LENGTH = 100;
