import type { Annotation } from '../annotation/annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Warning } from './list-warnings.ts';
import type { StatefulSetObject } from './statefulset.ts';

/** Volumes of the template that the annotation replaces without mounting them, and that no container of the template mounts. */
export function warnOfUnmounted(
  { spec: { template } }: StatefulSetObject,
  { volumes }: Annotation,
): Warning[] {
  const { initContainers, containers } = template.spec;
  const all = [...(initContainers ?? []), ...containers];
  const mounted = new Set(all.flatMap(({ volumeMounts }) => (volumeMounts ?? []).map(({ name }) => name)));
  return volumes
    .filter(({ name, mountPath }) => mountPath === undefined && !mounted.has(name))
    .map(({ where, place, name }) => ({
      code: 'not-mounted',
      message: `${where}: no container mounts volume ${shortLine(name)}, so none gets this: add a mountPath, or mount it in the template`,
      at: place.offsetAt(0),
    }));
}
