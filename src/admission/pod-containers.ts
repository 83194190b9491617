import { AnnotationError } from '../annotation/annotation-error.ts';
import { listReceivers, type Receivers } from '../annotation/list-receivers.ts';
import { findClosestName } from '../bounds/closest-name.ts';
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
   * The containers that receive something: all, or those that are named. Those that another webhook adds may not be there yet.
   *
   * @throws AnnotationError when the pod has none of those that are to be there.
   */
  select(receivers: Receivers, where: string): readonly Place<Container>[] {
    const names = listReceivers(receivers);
    return names === undefined ? this.all : this.#find(names, receivers, where).flat();
  }

  /** How many `select` gives, without a list of them. */
  count(receivers: Receivers, where: string): number {
    const names = listReceivers(receivers);
    if (names === undefined) return this.all.length;
    return this.#find(names, receivers, where).reduce((sum, { length }) => sum + length, 0);
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

  #find(
    names: readonly string[],
    { containers }: Receivers,
    where: string,
  ): readonly (readonly Place<Container>[])[] {
    const found: (readonly Place<Container>[])[] = [];
    for (const name of names) {
      const places = this.#places.get(name);
      if (places !== undefined) found.push(places);
    }
    if (containers === undefined || this.hasAny(containers)) return found;
    throw new AnnotationError(`${where}: ${describeUnknown(containers, this.names)}`);
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
  const suggestion = meant === undefined ? '; a' : `: did you mean ${shortLine(meant)}? A`;
  return (
    `expected containers to name one of ${listNames(present)}; got ${listNames(names)}${suggestion} ` +
    'container that another webhook adds goes into injectedContainers'
  );
}
