import { AnnotationError } from '../annotation/annotation-error.ts';
import { findClosestName } from '../annotation/expression/closest-name.ts';
import type { ContainerNames } from '../annotation/pod-configuration.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Container, Pod } from './pod.ts';
import type { Place } from './pod-draft.ts';

/** The containers of a pod, init containers and sidecars included, each with its place; found by name without a search. */
export class PodContainers {
  readonly all: readonly Place<Container>[];
  #byName: ReadonlyMap<string, readonly Place<Container>[]> | undefined;

  constructor({ spec }: Pod) {
    const all: Place<Container>[] = [];
    addContainers(all, spec.initContainers, '/spec/initContainers');
    addContainers(all, spec.containers, '/spec/containers');
    this.all = all;
  }

  /**
   * The containers that receive something: all, or those with these names. Some of the names may be of containers that
   * another webhook adds later.
   *
   * @throws AnnotationError when names are given and the pod has none of them.
   */
  select(names: ContainerNames, where: string): readonly Place<Container>[] {
    return names === undefined ? this.all : this.#find(names, where).flat();
  }

  /** How many `select` gives, without a list of them. */
  count(names: ContainerNames, where: string): number {
    if (names === undefined) return this.all.length;
    return this.#find(names, where).reduce((sum, { length }) => sum + length, 0);
  }

  /** The names of all, each once. */
  get names(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** Whether the pod has one of these. */
  hasAny(names: readonly string[]): boolean {
    return names.some(name => this.#places.has(name));
  }

  get #places(): ReadonlyMap<string, readonly Place<Container>[]> {
    this.#byName ??= Map.groupBy(this.all, ({ value }) => value.name);
    return this.#byName;
  }

  #find(names: readonly string[], where: string): readonly (readonly Place<Container>[])[] {
    const found: (readonly Place<Container>[])[] = [];
    for (const name of names) {
      const places = this.#places.get(name);
      if (places !== undefined) found.push(places);
    }
    if (found.length > 0) return found;
    throw new AnnotationError(`${where}: ${describeUnknown(names, this.names)}`);
  }
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

/** Why none of these names will do. */
export function describeUnknown(names: readonly string[], present: readonly string[]): string {
  const meant = findClosestName(names[0] ?? '', present);
  const suggestion = meant === undefined ? '' : `: did you mean ${shortLine(meant)}?`;
  return `expected containers to name one of ${listNames(present)}; got ${listNames(names)}${suggestion}`;
}
