import type { Annotation } from '../annotation/annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Warning } from './list-warnings.ts';
import type { StatefulSetObject } from './statefulset.ts';
import type { TriedPods } from './tried-pods.ts';

/** Volumes of the template that the annotation replaces without mounting them, and that no container of it, or of a pod that was tried out, mounts. */
export function warnOfUnmounted(
  { spec: { template } }: StatefulSetObject,
  { volumes, patches }: Annotation,
  tried: TriedPods,
): Warning[] {
  // A patch may mount it.
  if (patches.length > 0 && tried.count === 0) return [];
  const { initContainers, containers } = template.spec;
  const all = [...(initContainers ?? []), ...containers];
  const own = all.flatMap(({ volumeMounts }) => (volumeMounts ?? []).map(({ name }) => name));
  const mounted = new Set([...own, ...tried.mounted]);
  return volumes
    .filter(({ name, mountPath }) => mountPath === undefined && !mounted.has(name))
    .map(({ where, place, name }) => ({
      code: 'not-mounted',
      message: `${where}: no container mounts volume ${shortLine(name)}, so none gets this: add a mountPath, or mount it in the template`,
      at: place.offsetAt(0),
    }));
}
