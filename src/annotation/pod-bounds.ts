import { MAX_STEPS } from '../bounds/bounds.ts';
import { ownKey } from '../expression/bound-expression.ts';
import type { PodVariables } from '../expression/pod-variables.ts';
import type { Size } from '../expression/size.ts';
import { variableSizes } from '../expression/variable-sizes.ts';
import type { Annotation } from './annotation.ts';
import { AnnotationError } from './annotation-error.ts';
import { boundField, type Field } from './field.ts';
import type { Mistakes } from './mistakes.ts';

/**
 * Bounds the fields of an annotation for one pod, before they are evaluated: how large their values can become, and how many
 * steps they can take together. A variable is bounded once, with the first field that refers to it.
 */
export class PodBounds {
  /** Fields that exceed their bounds, and those that refer to such a variable. */
  readonly refused = new Set<Field>();
  steps = 0;
  readonly #variables: ReadonlyMap<string, Field>;
  readonly #ordinal: number;
  readonly #mistakes: Mistakes;
  readonly #sizes: Map<string, Size>;

  constructor(annotation: Annotation, variables: PodVariables, mistakes: Mistakes) {
    this.#variables = new Map(annotation.variables.map(({ name, value }) => [name, value]));
    this.#ordinal = variables.ordinal;
    this.#mistakes = mistakes;
    this.#sizes = variableSizes(variables, annotation.uses);
  }

  /**
   * One expression is bounded by itself; a few hundred of them must not hold up everybody else's pods.
   *
   * @throws AnnotationError when all that were bounded so far would.
   */
  bound(fields: readonly Field[]): void {
    for (const field of fields) this.#bound(field);
    if (this.steps <= MAX_STEPS) return;
    this.#mistakes.add(
      new AnnotationError(
        `expected all expressions to take at most ${MAX_STEPS} steps for a pod, got up to ${Math.ceil(this.steps)}: ` +
          'use fewer or simpler ones',
      ),
    );
    this.#mistakes.refuse();
  }

  #bound(field: Field): Size | undefined {
    for (const name of field.template.own) if (!this.#isBounded(name)) this.refused.add(field);
    if (this.refused.has(field)) return undefined;
    const bounded = this.#mistakes.try(() => boundField(field, this.#sizes, this.#ordinal));
    if (bounded === undefined) this.refused.add(field);
    else this.steps += bounded.steps;
    return bounded?.size;
  }

  #isBounded(name: string): boolean {
    if (this.#sizes.has(ownKey(name))) return true;
    const variable = this.#variables.get(name);
    if (variable === undefined || this.refused.has(variable)) return false;
    const size = this.#bound(variable);
    if (size !== undefined) this.#sizes.set(ownKey(name), size);
    return size !== undefined;
  }
}
