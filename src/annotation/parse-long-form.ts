import type { Turns } from '../bounds/turns.ts';
import {
  type Annotation,
  DEFAULT_MODE,
  type EnvFromRequest,
  type EnvRequest,
  type FilesSource,
  type ObjectSource,
  type SourceRequest,
  type VolumeRequest,
} from './annotation.ts';
import { AnnotationError } from './annotation-error.ts';
import type {
  LongForm,
  WrittenEnvFrom,
  WrittenReference,
  WrittenSource,
  WrittenVolume,
} from './check-schema.ts';
import { type Field, type Place, parseField } from './field.ts';
import type { Mapping, Path } from './read-mapping.ts';

/**
 * Turns the long form into requests, expressions parsed.
 *
 * @throws AnnotationError with the line and field.
 */
export function* parseLongForm(
  written: LongForm,
  mapping: Mapping,
): Turns<Pick<Annotation, 'volumes' | 'env' | 'envFrom'>> {
  const { volumes = [], env = [], envFrom = [] } = written;
  const requests = {
    volumes: yield* mapInTurns(volumes, (volume, index) => parseVolume(volume, index, mapping)),
    env: yield* mapInTurns(env, (variable, index) => parseEnv(variable, ['env', index], mapping)),
    envFrom: yield* mapInTurns(envFrom, (source, index) => parseEnvFrom(source, ['envFrom', index], mapping)),
  };
  refuseSameNames(requests.volumes);
  return requests;
}

function* mapInTurns<T, U>(items: readonly T[], act: (item: T, index: number) => U): Turns<U[]> {
  const results: U[] = [];
  for (const [index, item] of items.entries()) {
    results.push(act(item, index));
    yield;
  }
  return results;
}

function parseVolume(written: WrittenVolume, index: number, mapping: Mapping): VolumeRequest {
  const path = ['volumes', index];
  const place = mapping.findValue(path);
  if (written.mountPath === undefined) refuseWithoutMountPath(written, place);
  return {
    where: place.where,
    name: written.name ?? `per-pod-config-${index}`,
    named: written.name !== undefined,
    mountPath: parseOptional(written.mountPath, [...path, 'mountPath'], mapping),
    subPath: parseOptional(written.subPath, [...path, 'subPath'], mapping),
    writable: written.readOnly === false ? mapping.findValue([...path, 'readOnly']) : undefined,
    containers: written.containers,
    defaultMode: written.defaultMode ?? DEFAULT_MODE,
    source: parseVolumeSource(written, path, mapping),
  };
}

function refuseWithoutMountPath(written: WrittenVolume, place: Place): void {
  const head = `line ${place.lineAt(0)}, ${place.where}: expected mountPath`;
  if (written.name === undefined) {
    throw new AnnotationError(`${head}, or the name of a volume of the pod to replace; got neither`, {
      at: place.offsetAt(0),
    });
  }
  const lonely = (['subPath', 'containers', 'readOnly'] as const).find(field => written[field] !== undefined);
  if (lonely !== undefined)
    throw new AnnotationError(`${head} beside ${lonely}, got none`, { at: place.offsetAt(0) });
}

function parseVolumeSource(written: WrittenVolume, path: Path, mapping: Mapping): VolumeRequest['source'] {
  const { sources, files, configMap, secret } = written;
  if (sources !== undefined) {
    const parsed = sources.map((source, index) => parseSource(source, [...path, 'sources', index], mapping));
    return { kind: 'projected', sources: parsed };
  }
  if (files !== undefined) return { kind: 'projected', sources: [parseFiles(files, path, mapping)] };
  return parseObject({ configMap, secret }, path, mapping);
}

function parseSource(
  { configMap, secret, files }: WrittenSource,
  path: Path,
  mapping: Mapping,
): SourceRequest {
  return files === undefined
    ? parseObject({ configMap, secret }, path, mapping)
    : parseFiles(files, path, mapping);
}

/** The schema has made sure that it is the one or the other. */
function parseObject(
  { configMap, secret = '' }: Pick<WrittenSource, 'configMap' | 'secret'>,
  path: Path,
  mapping: Mapping,
): ObjectSource {
  return configMap === undefined
    ? parseReference('secret', secret, path, mapping)
    : parseReference('configMap', configMap, path, mapping);
}

function parseReference(
  kind: ObjectSource['kind'],
  written: string | WrittenReference,
  path: Path,
  mapping: Mapping,
): ObjectSource {
  const at = [...path, kind];
  if (typeof written === 'string') {
    const name = parseField(written, mapping.findValue(at));
    return { kind, name, items: undefined, optional: undefined };
  }
  const nameKey = written.secretName === undefined ? 'name' : 'secretName';
  return {
    kind,
    name: parseField(written[nameKey] ?? '', mapping.findValue([...at, nameKey])),
    items: written.items?.map(({ key, path: file, mode }, index) => ({
      key: parseField(key, mapping.findValue([...at, 'items', index, 'key'])),
      path: parseField(file, mapping.findValue([...at, 'items', index, 'path'])),
      mode,
    })),
    optional: written.optional,
  };
}

function parseFiles(files: Readonly<Record<string, string>>, path: Path, mapping: Mapping): FilesSource {
  return {
    kind: 'files',
    files: Object.entries(files).map(([name, text]) => ({
      path: parseField(name, mapping.findKey([...path, 'files', name])),
      text: parseField(text, mapping.findValue([...path, 'files', name])),
    })),
  };
}

function parseEnv(written: NonNullable<LongForm['env']>[number], path: Path, mapping: Mapping): EnvRequest {
  return {
    where: mapping.findValue(path).where,
    name: written.name,
    value: parseField(written.value, mapping.findValue([...path, 'value'])),
    containers: written.containers,
  };
}

function parseEnvFrom(written: WrittenEnvFrom, path: Path, mapping: Mapping): EnvFromRequest {
  const kind = written.configMap === undefined ? 'secret' : 'configMap';
  return {
    where: mapping.findValue(path).where,
    kind,
    name: parseField(written[kind] ?? '', mapping.findValue([...path, kind])),
    prefix: written.prefix,
    optional: written.optional,
    containers: written.containers,
  };
}

function parseOptional(written: string | undefined, path: Path, mapping: Mapping): Field | undefined {
  return written === undefined ? undefined : parseField(written, mapping.findValue(path));
}

function refuseSameNames(volumes: readonly VolumeRequest[]): void {
  const seen = new Map<string, string>();
  for (const { name, where } of volumes) {
    const other = seen.get(name);
    if (other !== undefined) {
      throw new AnnotationError(
        `${where}: expected another name than that of ${other}, got "${name}" for both`,
      );
    }
    seen.set(name, where);
  }
}
