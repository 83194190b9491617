import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { Pod } from './pod.ts';

/**
 * Fields of a pod's configuration that the pod does not have, as an API server that does not know them, or has them switched off,
 * leaves them: it drops them without an error. By where the annotation asks for them: `volumes[0].image`, `volumes[1].defaultUser`.
 *
 * @param configuration that the pod was given; with another one, what is missing may never have been there.
 */
export function findDropped({ spec }: Pod, { volumes }: Pick<PodConfiguration, 'volumes'>): string[] {
  const present = new Map((spec.volumes ?? []).map(volume => [volume.name, volume]));
  const dropped = volumes.flatMap(({ where, volume }) =>
    listMissing(volume, present.get(volume.name) ?? {}).map(field => `${where}.${field}`),
  );
  return [...new Set(dropped)];
}

/** By their names alone: the fields around them differ between a volume of its own and a source of several. */
function listMissing(wanted: unknown, present: unknown): string[] {
  if (wanted === null || typeof wanted !== 'object') return [];
  return Object.entries(wanted).flatMap(([name, value]) => {
    const found: unknown = Reflect.get(Object(present), name);
    return found == null && NEWER.has(name) ? [name] : listMissing(value, found);
  });
}

const NEWER: ReadonlySet<string> = new Set([
  'image',
  'clusterTrustBundle',
  'podCertificate',
  'defaultUser',
  'user',
]);
