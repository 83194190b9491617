import { type Document, isScalar } from 'yaml';
import { collect, type Found, isObject, type Place } from './collect-objects.ts';
import { countLines } from './count-lines.ts';
import { DecodeError, decodeDocument } from './decode.ts';
import { findNode } from './find-node.ts';
import type { FoundObject, Position } from './kubernetes-object.ts';
import { locateInScalar } from './locate-in-scalar.ts';
import type { Problem } from './problem.ts';
import { noYaml, parseYaml, readDocument } from './read-document.ts';
import { type Part, splitDocuments } from './split-documents.ts';

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
  return text.includes('{{') ? { ...found, problems: found.problems.map(suggestRendering) } : found;
}

/** A template that is YAML by chance has a mapping for a name. */
function suggestRendering({ message, ...place }: Problem): Problem {
  return {
    ...place,
    message: `${message}; {{ is for templates of Helm: render them first, with helm template`,
  };
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

const UNREAD =
  'kubectl reads one document between two lines of ---, and not this one: put --- in front of it';

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
