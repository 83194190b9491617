import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { MAX_REASON_LENGTH, MAX_YAML_ALIASES } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { findForeignText } from '../expression/find-foreign.ts';
import { OCTAL } from '../yaml/kubectl-tags.ts';
import { locateInScalar } from '../yaml/locate-in-scalar.ts';
import { AnnotationError } from './annotation-error.ts';
import { dropNullFields } from './drop-null-fields.ts';
import { findUnquoted } from './find-unquoted.ts';
import { findUnquotedConditions } from './find-unquoted-conditions.ts';
import { indexAliases } from './index-aliases.ts';
import { Mistakes } from './mistakes.ts';
import type { Place } from './place.ts';
import { refuseCostlyYaml } from './refuse-costly-yaml.ts';

/** YAML (so also JSON) as a plain value, which remembers where its parts stood. */
export interface Mapping {
  readonly value: unknown;
  /** The place of the part that a path of keys and indices leads to, or of what is nearest above it. */
  findValue(path: Path): Place;
  /** The place of the key at the end of a path. */
  findKey(path: Path): Place;
}

export type Path = readonly (string | number)[];

/** @throws AnnotationError with line and column when it is no YAML, or cuts an expression apart. */
export function readMapping(text: string): Mapping {
  const lines = new LineCounter();
  const document = parse(text, lines);
  let aliases: ReadonlyMap<unknown, Node> | undefined;
  /** The text of a scalar; of an alias, that of what it stands for. */
  const findWritten = (node: Node | undefined): string | undefined => {
    if (isAlias(node)) aliases ??= indexAliases(document.yaml);
    const scalar = aliases?.get(node) ?? node;
    return isScalar(scalar) ? scalar.source : undefined;
  };
  return {
    value: document.value,
    findValue(path) {
      const node = findNode(document.yaml, path);
      return { ...makePlace(node, path, lines, text), written: findWritten(node) };
    },
    findKey: path => makePlace(findKeyNode(document.yaml, path), path, lines, text),
  };
}

function parse(text: string, lineCounter: LineCounter): { yaml: Document; value: unknown } {
  refuseCostlyYaml(text);
  try {
    const yaml = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      // A list as a key would be written out as text, in minutes where it is nested, and into a warning of Node.js.
      stringKeys: true,
      // What they stand for is nothing that JSON has: a date, a set, bytes.
      resolveKnownTags: false,
      customTags: tags => [OCTAL, ...tags],
    });
    refuseUnquoted(text, yaml, lineCounter);
    const [error] = yaml.errors;
    if (error !== undefined) {
      const [at] = error.pos;
      if (error.code === 'DUPLICATE_KEY') throw repeatedKey(at, lineCounter.linePos(at));
      throw noYaml(error, at, lineCounter.linePos(at), suggestForeign(text, at));
    }
    const [unknownTag] = yaml.warnings;
    if (unknownTag?.code === 'TAG_RESOLVE_FAILED') throw refuseTag(text, unknownTag.pos[0], lineCounter);
    return { yaml, value: dropNullFields(yaml.toJS({ maxAliasCount: MAX_YAML_ALIASES })) };
  } catch (error) {
    if (error instanceof AnnotationError) throw error;
    // A stack that was too small for the nesting, or aliases that grow.
    throw noYaml(error as Error);
  }
}

function refuseUnquoted(text: string, yaml: Document, lines: LineCounter): void {
  const mistakes = new Mistakes();
  const expressions = findUnquoted(text, yaml);
  for (const { at, advice } of expressions.length > 0 ? expressions : findUnquotedConditions(text, yaml)) {
    const { line, col } = lines.linePos(at);
    const complaint = `expected one text with an expression, which YAML takes apart here: ${advice}`;
    mistakes.add(new AnnotationError(`line ${line}, column ${col}: ${complaint}`, { at }));
  }
  mistakes.refuse();
}

/** The library would read on without it: of `!secret`, nothing would be left. */
function refuseTag(text: string, at: number, lines: LineCounter): AnnotationError {
  const { line, col } = lines.linePos(at);
  const tag = quoteText(/^[^\s,[\]{}]*/.exec(text.slice(at, at + MAX_LINE))?.[0] ?? '');
  return new AnnotationError(
    `line ${line}, column ${col}: expected a value without a tag of YAML, got ${tag}: remove the tag, or put the text in quotes`,
    { at },
  );
}

function repeatedKey(at: number, { line, col }: { readonly line: number; readonly col: number }) {
  const complaint =
    'expected each key once, got one that is in the same mapping above: remove or rename one of them';
  return new AnnotationError(`line ${line}, column ${col}: ${complaint}`, { at });
}

function noYaml(
  cause: Error,
  at = 0,
  place?: { readonly line: number; readonly col: number },
  advice = '',
): AnnotationError {
  const where = place === undefined ? '' : `line ${place.line}, column ${place.col}: `;
  return new AnnotationError(
    `${where}expected YAML, got a text that is not: ${escapeLine(cutText(cause.message, MAX_REASON_LENGTH))}${advice}`,
    {
      cause,
      at,
    },
  );
}

/** Braces are mappings to YAML, and a percent sign begins nothing: `{{ .ordinal }}`, `%ordinal%`. */
function suggestForeign(text: string, at: number): string {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const [line = ''] = text.slice(start, start + MAX_LINE).split('\n', 1);
  const foreign = findForeignText(line);
  return foreign === undefined || /^\$\w/.test(foreign.text) ? '' : `: did you mean ${foreign.meant}?`;
}

/** Characters of a line that are looked at. */
const MAX_LINE = 2_048;

function makePlace(node: Node | undefined, path: Path, lines: LineCounter, text: string): Place {
  const { line } = lines.linePos(node?.range?.[0] ?? 0);
  // A block scalar begins in the line after its header.
  const header = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') ? 1 : 0;
  const source = isScalar(node) && typeof node.value === 'string' ? node.value : '';
  return {
    where: path.map((part, index) => toWords(part, index)).join('') || 'the annotation',
    lineAt: offset => line + header + countNewlines(source, offset),
    offsetAt: offset => (isScalar(node) ? locateInScalar(text, node, offset) : (node?.range?.[0] ?? 0)),
  };
}

function findNode(yaml: Document, path: Path): Node | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = yaml.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return yaml.contents ?? undefined;
}

function findKeyNode(yaml: Document, path: Path): Node | undefined {
  const parent = findNode(yaml, path.slice(0, -1));
  if (!isMap(parent)) return parent;
  const key = parent.items
    .map(pair => pair.key)
    .find(candidate => isScalar(candidate) && String(candidate.value) === path.at(-1));
  return isNode(key) ? key : parent;
}

function toWords(part: string | number, index: number): string {
  if (typeof part === 'number') return `[${part}]`;
  if (!/^[\w$]+$/.test(part)) return `[${quoteText(part)}]`;
  return index === 0 ? shortLine(part) : `.${shortLine(part)}`;
}

function countNewlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
