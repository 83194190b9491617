import { createHash } from 'node:crypto';
import type {
  CaseMount,
  CaseVariable,
  CaseVolume,
  WrittenAnnotation,
  WrittenEnv,
  WrittenSource,
  WrittenVolume,
} from './admission-case.ts';
import { buildStatus } from './expected-status.ts';
import { leaveOut } from './leave-out.ts';
import { overTheWire } from './over-the-wire.ts';
import { renderTexts } from './render-texts.ts';
import { longForm, nameOf } from './written.ts';

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

export function renderAnnotation(written: WrittenAnnotation, ordinal: number): Wanted {
  const { annotation, leftOut } = leaveOut(written, ordinal);
  const { volumes = [], env = [], envFrom = [] } = renderTexts(nameFiles(annotation), ordinal);
  const paths = annotation.volumes?.map(volume => renderTexts(listPaths(volume), ordinal)) ?? [];
  const wanted = {
    volumes: volumes.map((volume, index) => ({ ...renderVolume(volume, index), paths: paths[index] ?? [] })),
    env: env.map(({ containers, ...written }) => ({ variable: renderVariable(written), containers })),
    envFrom: envFrom.map(({ configMap, secret, prefix, optional, containers }) => {
      const reference = { name: configMap ?? secret, optional };
      const source = configMap === undefined ? { secretRef: reference } : { configMapRef: reference };
      return { source: { prefix, ...source }, containers };
    }),
    files: Object.fromEntries(
      volumes
        .flatMap(volume => volume.sources ?? [volume])
        .flatMap(({ files = {} }) => Object.values(files))
        .map(readNamed),
    ),
  };
  const annotationHash = shortHash(JSON.stringify(written));
  const status = {
    ordinal,
    ...buildStatus({ volumes, env, envFrom }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    annotationHash,
  };
  return overTheWire({ ...wanted, status });
}

/** The API server's default is filled in. */
function renderVariable({ name, value, valueFrom }: WrittenEnv): CaseVariable {
  if (value !== undefined) return { name, value };
  const { fieldRef } = { ...valueFrom };
  if (fieldRef === undefined) return { name, valueFrom: { ...valueFrom } };
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', ...fieldRef } } };
}

function renderVolume(written: WrittenVolume, index: number): Omit<WantedVolume, 'paths'> {
  const {
    mountPath,
    subPath,
    containers,
    defaultMode = 0o644,
    configMap,
    secret,
    image,
    sources = [written],
  } = written;
  const name = nameOf(written, index);
  const isProjected = written.sources !== undefined || written.files !== undefined;
  const object =
    configMap !== undefined
      ? { configMap: { ...longForm(configMap, 'name'), defaultMode } }
      : { secret: { ...longForm(secret ?? '', 'secretName'), defaultMode } };
  const other = image === undefined ? object : { image: { reference: image } };
  const source = isProjected ? { projected: { sources: sources.map(projectSource), defaultMode } } : other;
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

function projectSource({ configMap, secret, files = {} }: WrittenSource): object {
  if (configMap !== undefined) return { configMap: longForm(configMap, 'name') };
  if (secret !== undefined) return { secret: longForm(secret, 'name') };
  const items = Object.entries(files).map(([path, text]) => ({
    path,
    fieldRef: { apiVersion: 'v1', fieldPath: `metadata.annotations['${readNamed(text)[0]}']` },
  }));
  return { downwardAPI: { items } };
}

function listPaths({ sources, ...one }: WrittenVolume): string[] {
  return (sources ?? [one]).flatMap(({ configMap, secret, files = {} }) => {
    const { items = [] } = longForm(configMap ?? secret ?? '', 'name');
    return [...items.map(({ path }) => path), ...Object.keys(files)];
  });
}

/** Puts the name of its annotation in front of each text of a file, while it is not rendered yet. */
function nameFiles({ volumes, ...rest }: WrittenAnnotation): WrittenAnnotation {
  const nameIn = <T extends WrittenSource>(source: T): T => {
    if (source.files === undefined) return source;
    const named = Object.entries(source.files).map(([path, text]) => [path, shortHash(text) + text]);
    return { ...source, files: Object.fromEntries(named) };
  };
  if (volumes === undefined) return rest;
  return {
    ...rest,
    volumes: volumes.map(volume =>
      nameIn(volume.sources === undefined ? volume : { ...volume, sources: volume.sources.map(nameIn) }),
    ),
  };
}

/** The annotation of a file, and its text. */
function readNamed(named: string): [key: string, text: string] {
  return [`per-pod-config/file-${named.slice(0, 16)}`, named.slice(16)];
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
