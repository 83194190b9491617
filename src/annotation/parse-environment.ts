import type { EnvFromRequest, EnvRequest } from './annotation.ts';
import type { WrittenEnv, WrittenEnvFrom } from './check-schema.ts';
import { type AnnotationSource, readCondition, readFieldOf, readReceivers } from './read-element.ts';
import type { Path } from './read-mapping.ts';

/** Turns an element of `env` into a request. */
export function parseEnv(written: WrittenEnv, path: Path, source: AnnotationSource): EnvRequest {
  const place = source.mapping.findValue(path);
  return {
    where: place.where,
    place,
    name: written.name,
    value: readFieldOf(written.value, [...path, 'value'], source),
    ...readReceivers(written),
    when: readCondition(written, path, source),
  };
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
