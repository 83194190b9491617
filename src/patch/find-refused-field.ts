import { PATCH, RETAIN_KEYS } from './directives.ts';
import { REFUSED_KEYS, REFUSED_METADATA, REFUSED_SPEC, WHOLE } from './refused-fields.ts';

type Path = readonly (string | number)[];

/**
 * Why a patch may not have this value there, or undefined where it may. To be asked about each value of a patch, directives and nulls
 * included, by its path from the top: `['spec', 'containers', 0, '$patch']`.
 */
export function findRefusedField(path: Path, value: unknown): string | undefined {
  return refuseWhole(path, value) ?? refuseMetadata(path) ?? refuseSpec(path);
}

/** What deletes or replaces an object deletes what the patch may not name in it, too. */
function refuseWhole(path: Path, value: unknown): string | undefined {
  const last = path.at(-1);
  if (last === PATCH || last === RETAIN_KEYS) return WHOLE.get(path.slice(0, -1).join('.'));
  return value === null && path.length > 0 ? WHOLE.get(path.join('.')) : undefined;
}

function refuseMetadata([top, field, key]: Path): string | undefined {
  if (top !== 'metadata' || typeof field !== 'string') return undefined;
  if (field !== 'labels' && field !== 'annotations') return REFUSED_METADATA.get(field);
  return REFUSED_KEYS.find(refused => refused.of === field && refused.keys.test(String(key)))?.reason;
}

function refuseSpec([top, field, , source]: Path): string | undefined {
  if (top !== 'spec' || typeof field !== 'string') return undefined;
  if (field === 'volumes') return source === 'persistentVolumeClaim' ? REFUSED_SPEC.get(source) : undefined;
  // As a field of its own, or in a directive that speaks of it.
  return REFUSED_SPEC.get(field.slice(field.indexOf('/') + 1));
}
