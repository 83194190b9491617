import {
  DEFAULT_MODE,
  type FilesSource,
  type ObjectSource,
  type SourceRequest,
  type VolumeRequest,
} from './annotation.ts';
import type { NameOr, WrittenReference, WrittenSource, WrittenVolume } from './check-schema.ts';
import { type Field, readField } from './field.ts';
import { mistakeAt } from './place.ts';
import { type AnnotationSource, readCondition, readFieldOf, readReceivers } from './read-element.ts';
import type { Path } from './read-mapping.ts';

/** Turns an element of `volumes` into a request; undefined where it lacks what it needs. */
export function parseVolume(
  written: WrittenVolume,
  path: Path,
  source: AnnotationSource,
): VolumeRequest | undefined {
  const { mapping, mistakes, misnamed } = source;
  const place = mapping.findValue(path);
  const lacks = written.mountPath === undefined && misnamed !== true ? findLack(written) : undefined;
  if (lacks !== undefined) mistakes.add(mistakeAt(place, lacks));
  const request = {
    where: place.where,
    place,
    name: written.name ?? `per-pod-config-${path.at(-1)}`,
    named: written.name !== undefined,
    mountPath: parseOptional(written.mountPath, [...path, 'mountPath'], source),
    subPath: parseOptional(written.subPath, [...path, 'subPath'], source),
    writable: written.readOnly === false ? mapping.findValue([...path, 'readOnly']) : undefined,
    ...readReceivers(written),
    when: readCondition(written, path, source),
    defaultMode: written.defaultMode ?? DEFAULT_MODE,
    source: parseVolumeSource(written, path, source),
  };
  return lacks === undefined ? request : undefined;
}

/** Why a volume cannot be without a mountPath. */
function findLack(written: WrittenVolume): string | undefined {
  if (written.name === undefined) {
    return 'expected mountPath, or the name of a volume of the pod to replace; got neither';
  }
  const lonely = (['subPath', 'containers', 'injectedContainers', 'readOnly'] as const).find(
    field => written[field] !== undefined,
  );
  return lonely === undefined ? undefined : `expected mountPath beside ${lonely}, got none`;
}

/** Turns an element of `volumes` into a request; undefined where it lacks what it needs. */
export function parseVolumeSource(
  written: WrittenVolume,
  path: Path,
  source: AnnotationSource,
): VolumeRequest['source'] {
  const { sources, files, configMap, secret } = written;
  if (sources !== undefined) {
    const parsed = sources.map((one, index) => parseSource(one, [...path, 'sources', index], source));
    return { kind: 'projected', sources: parsed };
  }
  if (files !== undefined)
    return { kind: 'projected', sources: [parseFiles(files, path, source, undefined)] };
  return parseObject({ configMap, secret }, path, source, undefined);
}

function parseSource(written: WrittenSource, path: Path, source: AnnotationSource): SourceRequest {
  const { configMap, secret, files } = written;
  const when = readCondition(written, path, source);
  return files === undefined
    ? parseObject({ configMap, secret }, path, source, when)
    : parseFiles(files, path, source, when);
}

/** The schema has made sure that it is the one or the other. */
function parseObject(
  { configMap, secret = '' }: Pick<WrittenSource, 'configMap' | 'secret'>,
  path: Path,
  source: AnnotationSource,
  when: Field | undefined,
): ObjectSource {
  return configMap === undefined
    ? { ...parseReference('secret', secret, path, source), when }
    : { ...parseReference('configMap', configMap, path, source), when };
}

function parseReference(
  kind: ObjectSource['kind'],
  written: NameOr<WrittenReference>,
  path: Path,
  source: AnnotationSource,
): Omit<ObjectSource, 'when'> {
  const at = [...path, kind];
  if (typeof written !== 'object') {
    const name = readFieldOf(written, at, source);
    return { kind, name, items: undefined, optional: undefined };
  }
  const nameKey = written.secretName === undefined ? 'name' : 'secretName';
  return {
    kind,
    name: readFieldOf(written[nameKey] ?? '', [...at, nameKey], source),
    items: written.items?.map(({ key, path: file, mode }, index) => ({
      key: readFieldOf(key, [...at, 'items', index, 'key'], source),
      path: readFieldOf(file, [...at, 'items', index, 'path'], source),
      mode,
    })),
    optional: written.optional,
  };
}

function parseFiles(
  files: NonNullable<WrittenSource['files']>,
  path: Path,
  source: AnnotationSource,
  when: Field | undefined,
): FilesSource {
  return {
    kind: 'files',
    when,
    files: Object.entries(files).map(([name, text]) => ({
      path: readField(name, source.mapping.findKey([...path, 'files', name]), source),
      text: readFieldOf(text, [...path, 'files', name], source),
    })),
  };
}

function parseOptional(written: string | undefined, path: Path, source: AnnotationSource): Field | undefined {
  return written === undefined ? undefined : readFieldOf(written, path, source);
}
