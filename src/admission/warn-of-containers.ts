import type { Annotation } from '../annotation/annotation.ts';
import { listPatchedContainers } from '../annotation/patches/list-patched-containers.ts';
import { findClosestName } from '../bounds/closest-name.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Warning } from './list-warnings.ts';
import type { StatefulSetObject } from './statefulset.ts';
import type { TriedPods } from './tried-pods.ts';

/**
 * Names in `containers` that neither the template nor a pod that was tried out has, beside others that it has. They may be meant for a container that
 * another webhook adds. An element of which the template has none is denied.
 */
export function warnOfContainers(
  { spec: { template } }: StatefulSetObject,
  { volumes, env, envFrom, patches }: Annotation,
  tried: TriedPods,
): Warning[] {
  // A patch may add it.
  if (patches.length > 0 && tried.count === 0) return [];
  const { initContainers, containers: own } = template.spec;
  const written = [...(initContainers ?? []), ...own].map(({ name }) => name);
  const present = [...written, ...listPatchedContainers(patches), ...tried.containers];
  const known = new Set(present);
  return [...volumes, ...env, ...envFrom].flatMap(({ where, place, containers }) => {
    const unknown = (containers ?? []).filter(name => !known.has(name));
    if (unknown.length === 0) return [];
    const meant = findClosestName(unknown[0] ?? '', present);
    const advice =
      meant === undefined
        ? 'if another webhook adds it, name it in injectedContainers'
        : `did you mean ${shortLine(meant)}?`;
    const message = `${where}.containers: the template has no container ${listNames(unknown)}: ${advice}`;
    return [{ code: 'unknown-container', message, at: place.offsetAt(0) }];
  });
}
