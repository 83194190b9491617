import type {
  FilesSource,
  ImageSource,
  ObjectSource,
  SourceRequest,
  VolumeRequest,
} from '../annotation/annotation.ts';
import { nameFileAnnotation } from '../annotation/name-file-annotation.ts';
import type { Text, Value } from './cel.ts';
import type { PrintField } from './field-printer.ts';

/** The source of a volume as the core API has it, and what it shows. */
export interface PolicySource {
  readonly source: { readonly [kind: string]: Value };
  /** For the status. */
  readonly contents: readonly { readonly [kind: string]: Value }[];
}

/** The texts of files go into `files`, by annotation. All is as the API server has it, with defaults and without empty lists. */
export function describeSource(
  { source, defaultMode }: VolumeRequest,
  print: PrintField,
  files: Map<string, Text>,
): PolicySource {
  const sources = source.kind === 'projected' ? source.sources : [source];
  const described = sources.flatMap(one => describeOne(one, print, files));
  const contents = described.map(({ content }) => content);
  return { source: makeSource(source.kind, described, defaultMode), contents };
}

interface DescribedSource {
  readonly kind: string;
  readonly body: { readonly [field: string]: Value };
  readonly content: { readonly [kind: string]: Value };
}

function makeSource(
  kind: VolumeRequest['source']['kind'],
  described: readonly DescribedSource[],
  defaultMode: number,
) {
  if (kind === 'projected') {
    return { projected: { sources: described.map(one => ({ [one.kind]: one.body })), defaultMode } };
  }
  const [{ name = '', ...options } = {}] = described.map(({ body }) => body);
  return { [kind]: { [kind === 'secret' ? 'secretName' : 'name']: name, ...options, defaultMode } };
}

/** Those that policies have: others are refused. */
function describeOne(
  source: SourceRequest | ImageSource,
  print: PrintField,
  files: Map<string, Text>,
): DescribedSource[] {
  if (source.kind === 'image' || 'texts' in source) return [];
  return [source.kind === 'files' ? describeFiles(source, print, files) : describeObject(source, print)];
}

function describeFiles(source: FilesSource, print: PrintField, files: Map<string, Text>): DescribedSource {
  const items = source.files.map(({ path, text }) => {
    const key = nameFileAnnotation(text);
    files.set(key, print(text));
    return {
      path: print(path, 'file'),
      fieldRef: { apiVersion: 'v1', fieldPath: `metadata.annotations['${key}']` },
    };
  });
  return {
    kind: 'downwardAPI',
    body: items.length === 0 ? {} : { items },
    content: { files: items.map(({ path }) => path) },
  };
}

function describeObject({ kind, name, items, optional }: ObjectSource, print: PrintField): DescribedSource {
  const object = print(name, 'name');
  const rendered = (items ?? []).map(({ key, path, mode }) => ({
    key: print(key, 'key'),
    path: print(path, 'file'),
    ...(mode === undefined ? {} : { mode }),
  }));
  return {
    kind,
    body: {
      name: object,
      ...(rendered.length === 0 ? {} : { items: rendered }),
      ...(optional === undefined ? {} : { optional }),
    },
    content: { [kind]: object },
  };
}
