import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isScalar,
  type Node,
  type Scalar,
  visit,
} from 'yaml';
import { MAX_EXPRESSIONS, MAX_MISTAKES_TOLD } from '../bounds/bounds.ts';
import { findCut, writeQuoted } from './cut-expression.ts';

/** An expression that YAML took apart, by the offset of the text that it is in. */
export interface Unquoted {
  readonly at: number;
  /** What to do. */
  readonly advice: string;
}

/**
 * Finds expressions that are no single text to YAML, because it takes a part of them for its own syntax: `: `, ` #`, brackets and
 * commas in flow style, and what stands in front of them, such as `*` and `%`. Where there are any, what else is wrong with the
 * YAML follows from that. The first ones: whoever quotes these will look for others.
 */
export function findUnquoted(text: string, yaml: Document): Unquoted[] {
  const found: Unquoted[] = [];
  let looked = 0;
  const isYaml = yaml.errors.length === 0;
  const add = (unquoted: Unquoted | undefined) => {
    if (unquoted !== undefined) found.push(unquoted);
  };
  visit(yaml, (_key, node, path) => {
    const isFlow = path.some(parent => isCollection(parent) && parent.flow === true);
    if (isScalar(node) && typeof node.value === 'string' && node.value.includes('$(')) looked += 1;
    if (looked > MAX_EXPRESSIONS || found.length > MAX_MISTAKES_TOLD) return visit.BREAK;
    if (isScalar(node))
      add(checkScalar(text, node, isFlow, isYaml) ?? checkProperties(text, node) ?? checkComment(text, node));
    else if (isAlias(node)) add(checkAlias(node));
    else if (isCollection(node)) add(checkProperties(text, node));
    return undefined;
  });
  const [error] = yaml.errors;
  if (found.length === 0 && error !== undefined) add(checkLine(text, error.pos[0]));
  return found;
}

const QUOTE = 'put it in quotes';

function checkScalar(text: string, node: Scalar, isFlow: boolean, isYaml: boolean): Unquoted | undefined {
  const [start = 0, end = 0] = node.range ?? [];
  const quote = QUOTES[node.type ?? ''];
  if (quote === undefined || typeof node.value !== 'string' || !node.value.includes('$(')) return undefined;
  // Quotes that YAML understands are in nobody's way.
  if (quote !== '' && isYaml) return undefined;
  if (quote === '' && /^[%@`]/.test(node.value)) return { at: start, advice: suggest(node.value) };
  const cut = findCut(text, { value: node.value, start, end, isFlow, quote });
  return cut === undefined ? undefined : { at: start, advice: suggest(cut) };
}

/** By the style of a scalar: what is around it. Nothing within a block is anything to YAML. */
const QUOTES: Readonly<Record<string, string>> = { PLAIN: '', QUOTE_SINGLE: "'", QUOTE_DOUBLE: '"' };

function suggest(written: string): string {
  const quoted = writeQuoted(written);
  return quoted === undefined ? QUOTE : `${QUOTE}: ${quoted}`;
}

/** `*.$(ordinal)` */
function checkAlias({ source, range }: Alias): Unquoted | undefined {
  return source.includes('$(') ? { at: range?.[0] ?? 0, advice: suggest(`*${source}`) } : undefined;
}

/** `&a$(ordinal)`, `!$(ordinal)`: they stand in front of a value that is empty then. */
function checkProperties(text: string, node: Node): Unquoted | undefined {
  const anchor = isAlias(node) ? '' : (Reflect.get(node, 'anchor') ?? '');
  const property = [`&${String(anchor)}`, node.tag ?? ''].find(name => name.includes('$('));
  if (property === undefined) return undefined;
  return { at: Math.max(0, text.lastIndexOf(property, node.range?.[0] ?? 0)), advice: QUOTE };
}

/** `#$(ordinal)` in the place of a value */
function checkComment(text: string, { value, range }: Scalar): Unquoted | undefined {
  const start = range?.[0] ?? 0;
  if (value !== null) return undefined;
  const [, spaces = '', comment] = /^( *)(#\S*\$\([^\n]*)/.exec(text.slice(start, start + MAX_LINE)) ?? [];
  if (comment === undefined) return undefined;
  return { at: start + spaces.length, advice: suggest(comment.trimEnd()) };
}

/** What YAML stumbles over, if an expression follows upon a sign of its own. */
function checkLine(text: string, at: number): Unquoted | undefined {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const [line = ''] = text.slice(start, start + MAX_LINE).split('\n', 1);
  const [, before = ''] = /^([^#]*?)\$\(/.exec(line) ?? [];
  if (before === '' || !hasSign(before)) return undefined;
  return { at: start + before.length, advice: QUOTE };
}

/** Whether there is something in front of an expression that YAML takes for its own. */
function hasSign(before: string): boolean {
  // Directly: `"a"$(…)`, `{"a":1}$(…)`, `|$(…)`.
  if (/(?:["'}\]]|(?:^|\s)["'[{|>&*!%@`]\S*)$/.test(before)) return true;
  if (/[{["']/.test(before)) return false;
  // With a space, behind a key: `- $(…)`, `? $(…)`, `a: $(…)`.
  return /:\s+[-?]\s+\S*$/.test(before) || (before.match(/:\s/g) ?? []).length > 1;
}

/** Characters of a line that are looked at. */
const MAX_LINE = 2_048;
