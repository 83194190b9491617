import { type Document, isNode, isScalar, LineCounter, parseAllDocuments, parseDocument } from 'yaml';
import { MAX_REASON_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { addKubectlTags } from './kubectl-tags.ts';
import type { FoundObject, KubernetesObject, Path, Position } from './kubernetes-object.ts';
import { locateInScalar } from './locate-in-scalar.ts';

/** What is in a YAML or JSON text. */
export interface ParsedObjects {
  readonly objects: readonly FoundObject[];
  /** What is no YAML, or is meant for an object and is none. */
  readonly problems: readonly Problem[];
  /** Documents that are something else than Kubernetes objects. */
  readonly strangers: readonly Problem[];
}

/** A message, and the place that it is about. */
export interface Problem extends Position {
  readonly file: string;
  readonly message: string;
}

/** Reads a text of any number of documents, as kubectl does. Lists are taken apart. Never throws. */
export function parseObjects(text: string, file: string): ParsedObjects {
  const found: Found = { objects: [], problems: [], strangers: [] };
  try {
    const json = parseJson(text);
    if (json !== undefined) collect(json, makePlace(file, text, lazily(text)), found);
    else parseYaml(text, file, found);
  } catch (error) {
    // Aliases that grow, or a nesting that is too deep for the stack, of lists in lists too.
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
}

/** JSON is YAML, too, but a large list out of a cluster is read a hundred times faster so. */
function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface Parsed {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Where the parts of a JSON text stand is worked out when somebody asks. */
function lazily(text: string): () => Parsed {
  let parsed: Parsed | undefined;
  return () => {
    const lines = new LineCounter();
    parsed ??= { document: parseDocument(text, { lineCounter: lines, ...QUIET }), lines };
    return parsed;
  };
}

function parseYaml(text: string, file: string, found: Found): void {
  const lines = new LineCounter();
  const options = {
    lineCounter: lines,
    prettyErrors: false,
    customTags: addKubectlTags,
    ...QUIET,
  };
  for (const document of parseAllDocuments(text, options)) {
    const place = makePlace(file, text, () => ({ document, lines }));
    const [error] = document.errors;
    if (error === undefined) collect(document.toJS() as unknown, place, found);
    else found.problems.push({ file, ...positionOf(lines, error.pos[0]), message: noYaml(error) });
  }
}

/** Its warnings would be printed by Node.js, with whatever control characters are in the text: of keys that are lists. */
const QUIET = { logLevel: 'error' } as const;

function noYaml({ message }: Error): string {
  return `expected YAML, got a text that is not: ${escapeLine(cutText(message, MAX_REASON_LENGTH))}`;
}

interface Place {
  readonly file: string;
  locate(path: Path, offset?: number): Position;
}

function makePlace(file: string, text: string, parse: () => Parsed): Place {
  return {
    file,
    locate(path, offset) {
      const { document, lines } = parse();
      const node = findNode(document, path);
      const at =
        offset !== undefined && isScalar(node) ? locateInScalar(text, node, offset) : node?.range?.[0];
      return positionOf(lines, at ?? document.range?.[0] ?? 0);
    },
  };
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function findNode(document: Document, path: Path) {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents ?? undefined;
}

/** Sorts a document into objects and what is none. */
function collect(value: unknown, place: Place, found: Found): void {
  // Helm leaves documents of nothing but comments.
  if (value === null || value === undefined) return;
  const complain = (to: Problem[], message: string) =>
    to.push({ file: place.file, ...place.locate([]), message });
  if (!isObject(value)) complain(found.strangers, NO_OBJECT);
  else if (isList(value)) {
    for (const [index, item] of value.items.entries()) {
      collect(completeItem(item, value), under(place, ['items', index]), found);
    }
  } else if (typeof value.metadata?.name === 'string') found.objects.push({ object: value, ...place });
  // A Job may have a generateName, a kustomization has no name at all: they are no concern of ours.
  else if (READ_KINDS.includes(value.kind)) {
    complain(found.problems, `expected metadata.name of this ${value.kind} to be a name`);
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
