import {
  DEFAULT_MODE,
  type FilesSource,
  type ItemRequest,
  type ObjectSource,
  type SourceRequest,
  type VolumeRequest,
} from './annotation.ts';
import type { Field } from './field.ts';
import { noteNewer } from './note-newer.ts';
import { parseBundle, parseCertificate } from './parse-issued.ts';
import { mistakeAt } from './place.ts';
import { type AnnotationSource, readCondition, readFieldOf, readReceivers } from './read-element.ts';
import { readField } from './read-field.ts';
import type { Path } from './read-mapping.ts';
import type { NameOr, WrittenReference, WrittenSource, WrittenVolume } from './schema/long-form.ts';

/** Turns an element of `volumes` into a request; undefined where it lacks what it needs. */
export function parseVolume(
  written: WrittenVolume,
  path: Path,
  source: AnnotationSource,
): VolumeRequest | undefined {
  const { mapping, mistakes, misnamed } = source;
  const place = mapping.findValue(path);
  refuseOwners(written, path, source);
  if (written.defaultUser !== undefined) {
    noteNewer('owners', mapping.findValue([...path, 'defaultUser']), source.notes);
  }
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
    defaultUser: written.defaultUser,
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

function parseVolumeSource(
  written: WrittenVolume,
  path: Path,
  source: AnnotationSource,
): VolumeRequest['source'] {
  const { sources, files, configMap, secret, image } = written;
  if (image !== undefined) return parseImage(image, [...path, 'image'], source);
  if (sources !== undefined) {
    const parsed = sources.map((one, index) => parseSource(one, [...path, 'sources', index], source));
    return { kind: 'projected', sources: parsed };
  }
  if (files !== undefined)
    return { kind: 'projected', sources: [parseFiles(files, path, source, undefined)] };
  return parseObject({ configMap, secret }, path, source, undefined);
}

function parseImage(written: NonNullable<WrittenVolume['image']>, path: Path, source: AnnotationSource) {
  noteNewer('image', source.mapping.findValue(path), source.notes);
  const { reference, pullPolicy } =
    typeof written === 'object' ? written : { reference: written, pullPolicy: undefined };
  const at = typeof written === 'object' ? [...path, 'reference'] : path;
  return { kind: 'image', reference: readFieldOf(reference, at, source), pullPolicy } as const;
}

/** Files in an image have their own. */
function refuseOwners(written: WrittenVolume, path: Path, { mapping, mistakes }: AnnotationSource): void {
  const field = (['defaultMode', 'defaultUser'] as const).find(one => written[one] !== undefined);
  if (written.image === undefined || field === undefined) return;
  const complaint = `expected no ${field} beside image: its files keep their modes and owners`;
  mistakes.add(mistakeAt(mapping.findValue([...path, field]), complaint));
}

function parseSource(written: WrittenSource, path: Path, source: AnnotationSource): SourceRequest {
  const { configMap, secret, files, clusterTrustBundle, podCertificate } = written;
  const when = readCondition(written, path, source);
  if (clusterTrustBundle !== undefined) {
    return { ...parseBundle(clusterTrustBundle, [...path, 'clusterTrustBundle'], source), when };
  }
  if (podCertificate !== undefined) {
    return { ...parseCertificate(podCertificate, [...path, 'podCertificate'], source), when };
  }
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
    items: written.items?.map((item, index) => parseItem(item, [...at, 'items', index], source)),
    optional: written.optional,
  };
}

function parseItem(
  { key, path: file, mode, user }: NonNullable<WrittenReference['items']>[number],
  path: Path,
  source: AnnotationSource,
): ItemRequest {
  if (user !== undefined) noteNewer('owners', source.mapping.findValue([...path, 'user']), source.notes);
  return {
    key: readFieldOf(key, [...path, 'key'], source),
    path: readFieldOf(file, [...path, 'path'], source),
    mode,
    user,
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
