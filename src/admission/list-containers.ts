import { AnnotationError } from '../annotation/annotation-error.ts';
import { findClosestName } from '../annotation/expression/closest-name.ts';
import type { ContainerNames } from '../annotation/pod-configuration.ts';
import type { Container, Pod } from './pod.ts';
import type { PatchPath } from './pod-draft.ts';

/**
 * The containers that get something, init containers and sidecars included, each with its place. Some of the
 * names may be of containers that another webhook is still to add.
 *
 * @throws AnnotationError when names are given and the pod has none of them.
 */
export function listContainers(
  { spec }: Pod,
  names: ContainerNames,
  where: string,
): readonly { readonly path: PatchPath; readonly container: Container }[] {
  const all = (['initContainers', 'containers'] as const).flatMap(list =>
    (spec[list] ?? []).map((container, index) => ({ path: ['spec', list, index], container })),
  );
  if (names === undefined) return all;
  const chosen = all.filter(({ container }) => names.includes(container.name));
  if (chosen.length > 0) return chosen;
  const present = all.map(({ container }) => container.name);
  throw new AnnotationError(
    `${where}: expected containers to name one of ${present.join(', ')}; got ${names.join(', ')}${suggest(names, present)}`,
  );
}

function suggest(names: readonly string[], present: readonly string[]): string {
  const meant = names.map(name => findClosestName(name, present)).find(name => name !== undefined);
  return meant === undefined ? '' : `: did you mean ${meant}?`;
}
