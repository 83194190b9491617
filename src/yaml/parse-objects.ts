import { type Document, isMap, isNode, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import { MAX_REASON_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { countLines } from './count-lines.ts';
import { DecodeError, decodeDocument, nameKey } from './decode.ts';
import { findWrongValues } from './find-wrong-values.ts';
import type { FoundObject, KubernetesObject, Path, Position } from './kubernetes-object.ts';
import { locateInScalar } from './locate-in-scalar.ts';
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

/** A message, and the place that it is about. */
export interface Problem extends Position {
  readonly file: string;
  readonly message: string;
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

interface Found {
  readonly objects: FoundObject[];
  readonly problems: Problem[];
  readonly strangers: Problem[];
  readonly remarks: Problem[];
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
    const { value, remarks } = decodeDocument(document);
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

interface Place {
  readonly file: string;
  locate(path: Path, offset?: number): Position;
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

/** What the path leads to, or the nearest thing above it that is there. */
function findNode(contents: unknown, path: Path): Node | undefined {
  let node = isNode(contents) ? contents : undefined;
  for (const part of path) {
    const next = findChild(node, String(part));
    if (!isNode(next)) break;
    node = next;
  }
  return node;
}

function findChild(node: Node | undefined, part: string): unknown {
  if (isSeq(node)) return node.items[Number(part)];
  return isMap(node) ? node.items.findLast(({ key }) => nameKey(key) === part)?.value : undefined;
}

/** Sorts a document into objects and what is none. */
function collect(value: unknown, place: Place, found: Found): void {
  // Helm leaves documents of nothing but comments.
  if (value === null || value === undefined) return;
  if (!isObject(value)) {
    found.strangers.push({ file: place.file, ...place.locate([]), message: NO_OBJECT });
  } else if (isList(value)) {
    for (const [index, item] of value.items.entries()) {
      collect(completeItem(item, value), under(place, ['items', index]), found);
    }
  } else collectObject(value, place, found);
}

function collectObject(object: KubernetesObject, place: Place, found: Found): void {
  const complain = (message: string, path: Path) =>
    found.problems.push({ file: place.file, ...place.locate(path), message });
  for (const { path, message } of findWrongValues(object)) complain(message, path);
  const name: unknown = object.metadata?.name;
  if (typeof name === 'string') found.objects.push({ object, ...place });
  // A Job may have a generateName, a kustomization has no name at all: they are no concern of ours.
  else if (name == null && READ_KINDS.includes(object.kind)) {
    complain(`expected metadata.name of this ${object.kind} to be a name`, []);
  }
}

const NO_OBJECT = 'expected a Kubernetes object with apiVersion, kind and metadata.name';

const READ_KINDS = ['StatefulSet', 'ConfigMap', 'Secret', 'Pod'];

function under({ file, locate }: Place, prefix: Path): Place {
  return { file, locate: (path, offset) => locate([...prefix, ...path], offset) };
}

function isObject(value: unknown): value is KubernetesObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'apiVersion') === 'string' &&
    typeof Reflect.get(value, 'kind') === 'string'
  );
}

/** `List`, and what the API server answers with: `ConfigMapList`. */
function isList(value: KubernetesObject): value is KubernetesObject & { readonly items: readonly unknown[] } {
  return value.kind.endsWith('List') && Array.isArray(value['items']);
}

/** The items of such an answer do not say again what they are. */
function completeItem(item: unknown, { apiVersion, kind }: KubernetesObject): unknown {
  if (kind === 'List' || item === null || typeof item !== 'object') return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}
