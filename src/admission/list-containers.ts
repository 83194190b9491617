import { AnnotationError } from '../annotation/annotation-error.ts';
import { findClosestName } from '../annotation/expression/closest-name.ts';
import type { ContainerNames } from '../annotation/pod-configuration.ts';
import type { Container, Pod } from './pod.ts';
import type { Place } from './pod-draft.ts';

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
): readonly Place<Container>[] {
  const all: Place<Container>[] = [];
  addContainers(all, spec.initContainers, '/spec/initContainers');
  addContainers(all, spec.containers, '/spec/containers');
  if (names === undefined) return all;
  const chosen = all.filter(({ value }) => names.includes(value.name));
  if (chosen.length > 0) return chosen;
  const present = all.map(({ value }) => value.name);
  throw new AnnotationError(
    `${where}: expected containers to name one of ${present.join(', ')}; got ${names.join(', ')}${suggest(names, present)}`,
  );
}

function addContainers(
  all: Place<Container>[],
  containers: readonly Container[] | null | undefined,
  pointer: string,
): void {
  if (containers == null) return;
  for (let index = 0; index < containers.length; index += 1) {
    all.push({ value: containers[index] as Container, pointer: `${pointer}/${index}` });
  }
}

function suggest(names: readonly string[], present: readonly string[]): string {
  const meant = names.map(name => findClosestName(name, present)).find(name => name !== undefined);
  return meant === undefined ? '' : `: did you mean ${meant}?`;
}
