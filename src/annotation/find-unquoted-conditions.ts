import { type Document, isScalar, type Pair, parseDocument, visit } from 'yaml';
import { MAX_MISTAKES_TOLD } from '../bounds/bounds.ts';
import { writeQuoted } from './cut-expression.ts';
import type { Unquoted } from './find-unquoted.ts';

/**
 * Finds conditions of which YAML takes a part for its own syntax. `!` in front makes a tag of what follows: without a word
 * `!variables.a && b` would become `b`, and `! variables.a` its opposite. Quotes, brackets, `: ` and the like are no YAML there.
 */
export function findUnquotedConditions(text: string, yaml: Document): Unquoted[] {
  if (!text.includes('when')) return [];
  const found: Unquoted[] = [];
  visit(yaml, {
    Pair(_key, pair) {
      if (found.length > MAX_MISTAKES_TOLD) return visit.BREAK;
      const tagged = findTag(text, pair);
      if (tagged !== undefined) found.push(tagged);
      return undefined;
    },
  });
  const [error] = yaml.errors;
  const broken = found.length > 0 || error === undefined ? undefined : findBroken(text, error.pos[0]);
  return broken === undefined ? found : [broken];
}

/** Those of the core schema have another form. */
function findTag(text: string, { key, value }: Pair): Unquoted | undefined {
  if (!isScalar(key) || key.value !== 'when' || !isScalar(value) || value.tag?.startsWith('!') !== true)
    return undefined;
  const at = Math.max(0, text.lastIndexOf(value.tag, value.range?.[0] ?? 0));
  return { at, advice: suggest(readLine(text, at).before, readLine(text, at).rest) };
}

/** The line that YAML stumbles over, if it has a condition. */
function findBroken(text: string, at: number): Unquoted | undefined {
  const { start, before, rest } = readLine(text, at);
  const [, head, condition] = /^(.*?\bwhen:[ \t]+)(\S.*)$/.exec(before + rest) ?? [];
  if (head === undefined || condition === undefined || isQuoted(condition) || isWhole(head, condition))
    return undefined;
  return { at: start + head.length, advice: suggest(head, condition) };
}

/** In flow style, where the condition ends is anybody's guess. */
function suggest(head: string, condition: string): string {
  const quoted = BLOCK.test(head) ? writeQuoted(condition.trimEnd()) : undefined;
  return quoted === undefined ? 'put it in quotes' : `put it in quotes: ${quoted}`;
}

function isQuoted(condition: string): boolean {
  return /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:[#,}\]].*)?$/.test(condition);
}

/** What YAML reads as one text, and ends like an expression, is not what it stumbles over: it may be indented wrong. */
function isWhole(head: string, condition: string): boolean {
  const text = condition.trim();
  if (!BLOCK.test(head) || !/[\w)\]]$/.test(text)) return false;
  const { errors, contents } = parseDocument(text);
  return errors.length === 0 && isScalar(contents) && contents.source === text;
}

const BLOCK = /^[ \t-]*when:[ \t]+$/;

/** The line around a place: where it begins, and what is before and after the place. */
function readLine(text: string, at: number) {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(start, at);
  const [rest = ''] = text.slice(at, at + MAX_LINE).split('\n', 1);
  return { start, before: before.length > MAX_LINE ? '' : before, rest };
}

/** Characters of a line that are looked at. */
const MAX_LINE = 2_048;
