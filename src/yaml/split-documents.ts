import { quoteText } from '../bounds/quote-text.ts';

/** A part of a text that kubectl reads by itself. */
export type Part =
  | { readonly start: number; readonly text: string; readonly json?: unknown }
  /** What it does not take. */
  | { readonly start: number; readonly complaint: string };

/**
 * Takes a text apart as kubectl does: objects in JSON one behind the other, and then documents of YAML between lines that
 * begin with `---`. Behind two objects or more there may be nothing else.
 */
export function splitDocuments(text: string): Part[] {
  const [objects, behind] = splitJson(text);
  if (behind === text.length) return objects;
  if (objects.length > 1) return [...objects, { start: behind, complaint: ONLY_JSON }];
  return [...objects, ...splitYaml(text, behind)];
}

const ONLY_JSON = 'expected an object in JSON, as before, or the end; kubectl reads no further';

interface JsonPart {
  readonly start: number;
  readonly text: string;
  readonly json: unknown;
}

/** The objects in JSON that a text begins with, and where something else begins behind them. */
export function splitJson(text: string): [JsonPart[], number] {
  const objects: JsonPart[] = [];
  let start = skipSpace(text, 0);
  while (text[start] === '{') {
    const end = findEnd(text, start);
    const part = text.slice(start, end);
    const json = parseJson(part);
    if (json === undefined) break;
    objects.push({ start, text: part, json });
    start = skipSpace(text, end);
  }
  return [objects, objects.length === 0 ? 0 : start];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function skipSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  space.test(text);
  return space.lastIndex;
}

/** Behind the bracket that closes the one at `start`; the end of the text where none does. */
function findEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') at = findQuote(text, at + 1);
    else if (OPENING.has(character)) depth += 1;
    else if (CLOSING.has(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

const OPENING: ReadonlySet<string> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']']);

function findQuote(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function splitYaml(text: string, from: number): Part[] {
  const parts: Part[] = [];
  let start = from;
  for (const { 0: line, 1: rest = '', index } of text.slice(from).matchAll(/(?<=^|\n)---([^\n]*)/g)) {
    const at = from + index;
    parts.push({ start, text: text.slice(start, at) });
    start = at + line.length;
    if (!/^\s*(?:#|$)/.test(rest)) {
      const complaint = `expected nothing but a comment behind --- on its line, got ${quoteText(rest.trim())}; kubectl reads no further: begin a new line`;
      parts.push({ start: at, complaint });
    }
  }
  return [...parts, { start, text: text.slice(start) }];
}
