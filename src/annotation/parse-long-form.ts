import { quoteText } from '../bounds/quote-text.ts';
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
import type {
  CheckedForm,
  LongForm,
  WrittenEnv,
  WrittenEnvFrom,
  WrittenReceivers,
  WrittenReference,
  WrittenSource,
  WrittenVolume,
} from './check-schema.ts';
import { type Field, readField } from './field.ts';
import type { Receivers } from './list-receivers.ts';
import type { Mistakes } from './mistakes.ts';
import { mistakeAt } from './place.ts';
import type { Mapping, Path } from './read-mapping.ts';

/** Where the long form is read, and where its mistakes go. */
interface Source {
  readonly mapping: Mapping;
  readonly mistakes: Mistakes;
  /** Whether what is missing may be there under a wrong name. */
  readonly misnamed?: boolean;
}

/**
 * Turns what the schema allows of the long form into requests, expressions parsed. An element of a wrong shape becomes none; one
 * with a mistake in an expression is kept, since more may be wrong with it for a pod.
 */
export function* parseLongForm(
  { written, judge }: CheckedForm,
  source: Source,
): Turns<Pick<Annotation, 'volumes' | 'env' | 'envFrom'>> {
  const { volumes = [], env = [], envFrom = [] } = written;
  const parse = <T, U>(list: keyof LongForm, items: readonly T[], act: ParseElement<T, U>) =>
    mapInTurns(items, (item, index) => {
      const state = judge(list, index);
      if (state === undefined) return undefined;
      const misnamed = state === 'misnamed';
      const parsed = act(item, [list, index], { ...source, misnamed });
      return misnamed ? undefined : parsed;
    });
  const requests = {
    volumes: yield* parse('volumes', volumes, parseVolume),
    env: yield* parse('env', env, parseEnv),
    envFrom: yield* parse('envFrom', envFrom, parseEnvFrom),
  };
  findSameNames(requests.volumes, source.mistakes);
  return requests;
}

type ParseElement<T, U> = (element: T, path: Path, source: Source) => U | undefined;

function* mapInTurns<T, U>(items: readonly T[], act: (item: T, index: number) => U | undefined): Turns<U[]> {
  const results: U[] = [];
  for (const [index, item] of items.entries()) {
    const result = act(item, index);
    if (result !== undefined) results.push(result);
    yield;
  }
  return results;
}

function parseVolume(written: WrittenVolume, path: Path, source: Source): VolumeRequest | undefined {
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

function parseVolumeSource(written: WrittenVolume, path: Path, source: Source): VolumeRequest['source'] {
  const { sources, files, configMap, secret } = written;
  if (sources !== undefined) {
    const parsed = sources.map((one, index) => parseSource(one, [...path, 'sources', index], source));
    return { kind: 'projected', sources: parsed };
  }
  if (files !== undefined) return { kind: 'projected', sources: [parseFiles(files, path, source)] };
  return parseObject({ configMap, secret }, path, source);
}

function parseSource({ configMap, secret, files }: WrittenSource, path: Path, source: Source): SourceRequest {
  return files === undefined
    ? parseObject({ configMap, secret }, path, source)
    : parseFiles(files, path, source);
}

/** The schema has made sure that it is the one or the other. */
function parseObject(
  { configMap, secret = '' }: Pick<WrittenSource, 'configMap' | 'secret'>,
  path: Path,
  source: Source,
): ObjectSource {
  return configMap === undefined
    ? parseReference('secret', secret, path, source)
    : parseReference('configMap', configMap, path, source);
}

function parseReference(
  kind: ObjectSource['kind'],
  written: string | WrittenReference,
  path: Path,
  source: Source,
): ObjectSource {
  const at = [...path, kind];
  if (typeof written === 'string') {
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

function parseFiles(files: Readonly<Record<string, string>>, path: Path, source: Source): FilesSource {
  return {
    kind: 'files',
    files: Object.entries(files).map(([name, text]) => ({
      path: readField(name, source.mapping.findKey([...path, 'files', name]), source.mistakes),
      text: readFieldOf(text, [...path, 'files', name], source),
    })),
  };
}

function parseEnv(written: WrittenEnv, path: Path, source: Source): EnvRequest {
  const place = source.mapping.findValue(path);
  return {
    where: place.where,
    place,
    name: written.name,
    value: readFieldOf(written.value, [...path, 'value'], source),
    ...readReceivers(written),
  };
}

function parseEnvFrom(written: WrittenEnvFrom, path: Path, source: Source): EnvFromRequest {
  const kind = written.configMap === undefined ? 'secret' : 'configMap';
  const place = source.mapping.findValue(path);
  return {
    where: place.where,
    place,
    kind,
    name: readFieldOf(written[kind] ?? '', [...path, kind], source),
    prefix: written.prefix,
    optional: written.optional,
    ...readReceivers(written),
  };
}

function readReceivers({ containers, injectedContainers }: WrittenReceivers): Receivers {
  return { containers, ...(injectedContainers === undefined ? {} : { injectedContainers }) };
}

function parseOptional(written: string | undefined, path: Path, source: Source): Field | undefined {
  return written === undefined ? undefined : readFieldOf(written, path, source);
}

function readFieldOf(written: string, path: Path, { mapping, mistakes }: Source): Field {
  return readField(written, mapping.findValue(path), mistakes);
}

function findSameNames(volumes: readonly VolumeRequest[], mistakes: Mistakes): void {
  const seen = new Map<string, string>();
  for (const { name, where, place } of volumes) {
    const other = seen.get(name);
    if (other === undefined) seen.set(name, where);
    else {
      const complaint = `expected another name than that of ${other}, got ${quoteText(name)} for both`;
      mistakes.add(mistakeAt(place, complaint));
    }
  }
}
