import { type Document, isScalar, parseAllDocuments } from 'yaml';
import { MAX_REASON_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { collect, type Found, isObject, type Place } from './collect-objects.ts';
import { countLines } from './count-lines.ts';
import { DecodeError, decodeDocument } from './decode.ts';
import { findNode } from './find-node.ts';
import type { FoundObject, Position } from './kubernetes-object.ts';
import { locateInScalar } from './locate-in-scalar.ts';
import type { Problem } from './problem.ts';
import { type Part, splitDocuments, splitJson } from './split-documents.ts';

/** What is in a YAML or JSON text. */
export interface ParsedObjects {
  readonly objects: readonly FoundObject[];
  /** What is no YAML, or is meant for an object and is none. */
  readonly problems: readonly Problem[];
  /** Documents that are something else than Kubernetes objects. */
  readonly strangers: readonly Problem[];
  /** What of objects kubectl reads otherwise than it looks. */
  readonly remarks: readonly Problem[];
}

/** Reads a text of any number of documents, as kubectl does. Lists are taken apart. Never throws. */
export function parseObjects(text: string, file: string): ParsedObjects {
  const found: Found = { objects: [], problems: [], strangers: [], remarks: [] };
  const source = { file, text, positionAt: countLines(text) };
  try {
    // A large list out of a cluster is read a hundred times faster so.
    const json = parseJson(text);
    if (json !== undefined) collect(json, placeOfJson(source, 0, text), found);
    else for (const part of splitDocuments(text)) readPart(part, source, found);
  } catch (error) {
    // A nesting that is too deep for the stack, of lists in lists too.
    found.problems.push({ file, line: 1, column: 1, message: noYaml(error as Error) });
  }
  return found;
}

interface Source {
  readonly file: string;
  readonly text: string;
  positionAt(offset: number): Position;
}

function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readPart(part: Part, source: Source, found: Found): void {
  const { file, positionAt } = source;
  if ('complaint' in part) found.problems.push({ file, ...positionAt(part.start), message: part.complaint });
  else if (part.json !== undefined) collect(part.json, placeOfJson(source, part.start, part.text), found);
  else readYaml(part.text, part.start, source, found);
}

/** Where the parts of a JSON text stand is worked out when somebody asks. */
function placeOfJson(source: Source, start: number, text: string): Place {
  let document: Document | undefined;
  return makePlace(source, start, text, () => {
    document ??= parseYaml(text)[0];
    return document;
  });
}

function readYaml(text: string, start: number, source: Source, found: Found): void {
  const complain = (to: Problem[], message: string, at: number) =>
    to.push({ file: source.file, ...source.positionAt(start + at), message });
  try {
    const [document, unread] = readDocument(text);
    if (document === undefined) return;
    const { value, remarks } = decodeDocument(document, text);
    collect(
      value,
      makePlace(source, start, text, () => document),
      found,
    );
    if (!isObject(value)) return;
    for (const { message, at } of remarks) complain(found.remarks, message, at);
    if (unread !== undefined) complain(found.remarks, UNREAD, unread);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    complain(found.problems, error.message, error.at);
  }
}

/** The one document of the text that kubectl reads, and where another one begins, which it does not. */
function readDocument(text: string): [document: Document | undefined, unread: number | undefined] {
  refuseUnreadable(text);
  const [document, next] = parseYaml(text);
  const [error] = document?.errors ?? [];
  if (error === undefined) return [document, next?.contents == null ? undefined : next.range[0]];
  // To the library, one mapping in brackets behind another one is an error; to kubectl, it is the next document.
  const [[first, second], behind] = splitJson(text);
  if (first === undefined) throw new DecodeError(noYaml(error), error.pos[0]);
  return [parseYaml(text.slice(0, first.start + first.text.length))[0], second?.start ?? behind];
}

function refuseUnreadable(text: string): void {
  const control = CONTROL.exec(text);
  if (control !== null) throw new DecodeError(NO_CONTROL, control.index);
  const directive = DIRECTIVE.exec(text);
  if (directive !== null) throw new DecodeError(NO_DIRECTIVE, directive[0].length - 1);
}

/** What go-yaml takes in a text. */
const CONTROL = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const NO_CONTROL = 'expected YAML, got a control character, which kubectl does not take: remove it';
const DIRECTIVE = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%/;
const NO_DIRECTIVE = 'expected no directive, which kubectl does not take: remove the line';
const UNREAD =
  'kubectl reads one document between two lines of ---, and not this one: put --- in front of it';

/**
 * Scalars stay texts, since the decoder knows better what they are; it takes keys that there are twice. Warnings would be
 * printed by Node.js, with whatever control characters are in the text.
 */
function parseYaml(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  return 'empty' in documents ? [] : documents;
}

function noYaml({ message }: Error): string {
  return `expected YAML, got a text that is not: ${escapeLine(cutText(message, MAX_REASON_LENGTH))}`;
}

function makePlace(
  { file, positionAt }: Source,
  start: number,
  text: string,
  parse: () => Document | undefined,
): Place {
  return {
    file,
    locate(path, offset) {
      const node = findNode(parse()?.contents, path);
      const at =
        offset !== undefined && isScalar(node) ? locateInScalar(text, node, offset) : node?.range?.[0];
      return positionAt(start + (at ?? 0));
    },
  };
}
