import type { EnvFromRequest, EnvRequest, EnvSource, KeySource } from './annotation.ts';
import type { Field } from './field.ts';
import { type AnnotationSource, readCondition, readFieldOf, readReceivers } from './read-element.ts';
import type { Path } from './read-mapping.ts';
import type { WrittenEnv, WrittenEnvFrom, WrittenKey, WrittenValueFrom } from './schema/long-form.ts';

/** Turns an element of `env` into a request. */
export function parseEnv(written: WrittenEnv, path: Path, source: AnnotationSource): EnvRequest {
  const place = source.mapping.findValue(path);
  return {
    where: place.where,
    place,
    name: written.name,
    source: parseEnvSource(written, path, source),
    ...readReceivers(written),
    when: readCondition(written, path, source),
  };
}

function parseEnvSource(
  { value = '', valueFrom }: WrittenEnv,
  path: Path,
  source: AnnotationSource,
): EnvSource {
  if (valueFrom === undefined) {
    return { kind: 'value', value: readFieldOf(value, [...path, 'value'], source) };
  }
  return parseValueFrom(valueFrom, [...path, 'valueFrom'], source);
}

/** The schema has made sure that it is exactly one of them. */
function parseValueFrom(
  { configMapKeyRef, secretKeyRef, fieldRef }: WrittenValueFrom,
  path: Path,
  source: AnnotationSource,
): EnvSource {
  if (configMapKeyRef !== undefined) {
    return parseKey('configMap', configMapKeyRef, [...path, 'configMapKeyRef'], source);
  }
  if (secretKeyRef !== undefined) return parseKey('secret', secretKeyRef, [...path, 'secretKeyRef'], source);
  const fieldPath = readFieldOf(fieldRef?.fieldPath ?? '', [...path, 'fieldRef', 'fieldPath'], source);
  return { kind: 'field', fieldPath };
}

function parseKey(
  kind: KeySource['kind'],
  { name, key, optional }: WrittenKey,
  path: Path,
  source: AnnotationSource,
): KeySource {
  return {
    kind,
    name: readFieldOf(name, [...path, 'name'], source),
    key: readFieldOf(key, [...path, 'key'], source),
    optional,
  };
}

/** All texts of it that may hold expressions. */
export function listEnvFields({ source }: EnvRequest): Field[] {
  if (source.kind === 'value') return [source.value];
  return source.kind === 'field' ? [source.fieldPath] : [source.name, source.key];
}

/** Turns an element of `envFrom` into a request. */
export function parseEnvFrom(written: WrittenEnvFrom, path: Path, source: AnnotationSource): EnvFromRequest {
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
    when: readCondition(written, path, source),
  };
}
