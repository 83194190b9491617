import type { Annotation, ObjectSource, SourceRequest, VolumeRequest } from '../annotation/annotation.ts';
import { listReceivers } from '../annotation/list-receivers.ts';
import { nameFileAnnotation } from '../annotation/name-file-annotation.ts';
import { Cel, type Text, type Value } from './cel.ts';
import type { PrintField } from './field-printer.ts';

/** A volume of the annotation, as the policy's variables and its status have it. */
export interface PolicyVolume {
  /** Where the annotation asks for it, for messages. */
  readonly where: string;
  /** As the core API has it. */
  readonly volume: { readonly name: string; readonly [source: string]: Value };
  /** Whether it replaces a volume of the pod that has its name. */
  readonly replaces: boolean;
  /** None if it only replaces one. */
  readonly mount: PolicyMount | undefined;
  /** Names; those of all containers if undefined. */
  readonly containers: readonly string[] | undefined;
  /** One of these must be there. */
  readonly required: readonly string[] | undefined;
  /** What it shows, for the status. */
  readonly contents: readonly { readonly [kind: string]: Value }[];
}

export interface PolicyMount {
  /** As the core API has it. */
  readonly mount: { readonly name: string; readonly mountPath: Text; readonly [field: string]: Value };
  /** Where it really is. */
  readonly path: Text;
  readonly subPath: Text;
}

/** The volumes of an annotation. The texts of files go into `files`, by annotation. */
export function describeVolumes(
  { volumes }: Pick<Annotation, 'volumes'>,
  print: PrintField,
  files: Map<string, Text>,
): PolicyVolume[] {
  return volumes.map(request => {
    const { where, name, named, source, defaultMode, containers } = request;
    const sources = source.kind === 'projected' ? source.sources : [source];
    const described = sources.map(one => describeSource(one, print, files));
    return {
      where,
      volume: { name, ...makeSource(source.kind, described, defaultMode) },
      replaces: named,
      mount: describeMount(request, print),
      containers: listReceivers(request),
      required: containers,
      contents: described.map(({ content }) => content),
    };
  });
}

function describeMount(
  { name, mountPath, subPath }: VolumeRequest,
  print: PrintField,
): PolicyMount | undefined {
  if (mountPath === undefined) return undefined;
  const path = print(mountPath, 'mountPath');
  const part = subPath === undefined ? '' : print(subPath, 'file');
  return {
    mount: { name, mountPath: path, ...(part === '' ? {} : { subPath: part }), readOnly: true },
    // The policy checks that one that CEL computes is clean.
    path: path instanceof Cel ? path : cleanAsPolicy(path),
    subPath: part,
  };
}

/** As the policy cleans the paths of the pod's own mounts: CEL cannot resolve `..`. */
function cleanAsPolicy(path: string): string {
  return `/${path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/')}`;
}

interface DescribedSource {
  readonly kind: string;
  readonly body: { readonly [field: string]: Value };
  readonly content: { readonly [kind: string]: Value };
}

/** As the webhook writes it, with the API server's defaults. */
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

function describeSource(source: SourceRequest, print: PrintField, files: Map<string, Text>): DescribedSource {
  if (source.kind !== 'files') return describeObject(source, print);
  const items = source.files.map(({ path, text }) => {
    const key = nameFileAnnotation(text);
    files.set(key, print(text));
    return {
      path: print(path, 'file'),
      fieldRef: { apiVersion: 'v1', fieldPath: `metadata.annotations['${key}']` },
    };
  });
  return { kind: 'downwardAPI', body: { items }, content: { files: items.map(({ path }) => path) } };
}

function describeObject({ kind, name, items, optional }: ObjectSource, print: PrintField): DescribedSource {
  const object = print(name, 'name');
  const rendered = items?.map(({ key, path, mode }) => ({
    key: print(key, 'key'),
    path: print(path, 'file'),
    ...(mode === undefined ? {} : { mode }),
  }));
  return {
    kind,
    body: {
      name: object,
      ...(rendered === undefined ? {} : { items: rendered }),
      ...(optional === undefined ? {} : { optional }),
    },
    content: { [kind]: object },
  };
}
