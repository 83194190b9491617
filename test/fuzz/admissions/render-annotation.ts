import { createHash } from 'node:crypto';
import type {
  CaseMount,
  CaseVariable,
  CaseVolume,
  WrittenAnnotation,
  WrittenReference,
  WrittenSource,
  WrittenVolume,
} from './admission-case.ts';
import { overTheWire } from './over-the-wire.ts';

/** What an annotation asks for in one pod, as the core API has it. */
export interface Wanted {
  readonly volumes: readonly WantedVolume[];
  readonly env: readonly { readonly variable: CaseVariable; readonly containers: Receivers }[];
  readonly envFrom: readonly { readonly source: object; readonly containers: Receivers }[];
  /** Annotations that hold the texts of files. */
  readonly files: Readonly<Record<string, string>>;
  /** The value of the status annotation, parsed. */
  readonly status: object;
}

export interface WantedVolume {
  readonly volume: CaseVolume;
  readonly isNamed: boolean;
  readonly mount: CaseMount | undefined;
  readonly containers: Receivers;
  /** Of all files that the annotation itself names. */
  readonly paths: readonly string[];
}

/** Names of containers; undefined for all. */
export type Receivers = readonly string[] | undefined;

export function renderAnnotation(annotation: WrittenAnnotation, ordinal: number): Wanted {
  const { volumes = [], env = [], envFrom = [] } = render(annotation, ordinal);
  const paths = annotation.volumes?.map(volume => render(listPaths(volume), ordinal)) ?? [];
  const wanted = {
    volumes: volumes.map((volume, index) => ({ ...renderVolume(volume, index), paths: paths[index] ?? [] })),
    env: env.map(({ name, value, containers }) => ({ variable: { name, value }, containers })),
    envFrom: envFrom.map(({ configMap, secret, prefix, optional, containers }) => {
      const reference = { name: configMap ?? secret, optional };
      const source = configMap === undefined ? { secretRef: reference } : { configMapRef: reference };
      return { source: { prefix, ...source }, containers };
    }),
    files: Object.fromEntries(
      volumes
        .flatMap(volume => volume.sources ?? [volume])
        .flatMap(({ files = {} }) => Object.values(files))
        .map(text => [fileKey(text), text]),
    ),
  };
  const status = {
    ordinal,
    volumes: volumes.map((volume, index) => ({
      name: nameOf(volume, index),
      mountPath: volume.mountPath,
      ...(volume.sources !== undefined && volume.sources.length > 1
        ? { sources: volume.sources.map(nameSource) }
        : nameSource(volume.sources?.[0] ?? volume)),
    })),
    env: env.length === 0 ? undefined : env.map(({ name }) => name),
    envFrom: envFrom.length === 0 ? undefined : envFrom.map(nameSource),
    annotationHash: shortHash(JSON.stringify(annotation)),
  };
  return overTheWire({ ...wanted, status });
}

/** The value with all texts in it rendered, those that are keys too. Of two keys that become one, the last is left. */
function render<T>(value: T, ordinal: number): T {
  const known: Readonly<Record<string, string>> = {
    '$(ordinal)': String(ordinal),
    '$(ordinal + 1)': String(ordinal + 1),
    '$(pod)': `web-${ordinal}`,
    '$$(': '$(',
  };
  const renderText = (text: string) =>
    text.replaceAll(/\$\$\(|\$\([^)]*\)/g, found => known[found] ?? assertKnown(found));
  const renderAny = (part: unknown): unknown => {
    if (typeof part === 'string') return renderText(part);
    if (Array.isArray(part)) return part.map(renderAny);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, member]) => [renderText(key), renderAny(member)]),
    );
  };
  return renderAny(value) as T;
}

function assertKnown(expression: string): never {
  throw new Error(`the model does not know ${expression}`);
}

function renderVolume(written: WrittenVolume, index: number): Omit<WantedVolume, 'paths'> {
  const {
    mountPath,
    subPath,
    containers,
    defaultMode = 0o644,
    configMap,
    secret,
    sources = [written],
  } = written;
  const name = nameOf(written, index);
  const isProjected = written.sources !== undefined || written.files !== undefined;
  const source = isProjected
    ? { projected: { sources: sources.map(projectSource), defaultMode } }
    : configMap !== undefined
      ? { configMap: { ...longForm(configMap, 'name'), defaultMode } }
      : { secret: { ...longForm(secret ?? '', 'secretName'), defaultMode } };
  return {
    volume: { name, ...source },
    isNamed: written.name !== undefined,
    mount:
      mountPath === undefined
        ? undefined
        : { name, mountPath, ...(subPath === undefined ? {} : { subPath }), readOnly: true },
    containers,
  };
}

function nameOf({ name }: WrittenVolume, index: number): string {
  return name ?? `per-pod-config-${index}`;
}

function projectSource({ configMap, secret, files = {} }: WrittenSource): object {
  if (configMap !== undefined) return { configMap: longForm(configMap, 'name') };
  if (secret !== undefined) return { secret: longForm(secret, 'name') };
  const items = Object.entries(files).map(([path, text]) => ({
    path,
    fieldRef: { apiVersion: 'v1', fieldPath: `metadata.annotations['${fileKey(text)}']` },
  }));
  return { downwardAPI: { items } };
}

function longForm(reference: string | WrittenReference, nameKey: 'name' | 'secretName'): WrittenReference {
  return typeof reference === 'string' ? { [nameKey]: reference } : reference;
}

function listPaths({ sources, ...one }: WrittenVolume): string[] {
  return (sources ?? [one]).flatMap(({ configMap, secret, files = {} }) => {
    const { items = [] } = longForm(configMap ?? secret ?? '', 'name');
    return [...items.map(({ path }) => path), ...Object.keys(files)];
  });
}

/** As the status names it. */
function nameSource({ configMap, secret, files }: WrittenSource): object {
  if (files !== undefined) return { files: Object.keys(files) };
  const { name, secretName } = longForm(configMap ?? secret ?? '', 'name');
  return { [configMap === undefined ? 'secret' : 'configMap']: secretName ?? name };
}

function fileKey(text: string): string {
  return `per-pod-config/file-${shortHash(text)}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
