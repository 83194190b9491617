import { MAX_STEPS } from '../bounds/bounds.ts';
import { ownKey } from '../expression/bound-expression.ts';
import { sizeOfValue } from '../expression/bound-template.ts';
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

  #bound(field: Field): boolean {
    const { own, expressions } = field.template;
    if (expressions === 0) return true;
    if (own.size > 0 && !this.#areBounded(own)) {
      this.refused.add(field);
      return false;
    }
    const steps = this.#mistakes.try(() => boundField(field, this.#sizes, this.#ordinal));
    if (steps === undefined) this.refused.add(field);
    else this.steps += steps;
    return steps !== undefined;
  }

  #areBounded(names: ReadonlySet<string>): boolean {
    return [...names].filter(name => !this.#isBounded(name)).length === 0;
  }

  #isBounded(name: string): boolean {
    if (this.#sizes.has(ownKey(name))) return true;
    const variable = this.#variables.get(name);
    if (variable === undefined || this.refused.has(variable)) return false;
    if (!this.#bound(variable)) return false;
    this.#sizes.set(ownKey(name), sizeOfValue(variable.template, this.#sizes));
    return true;
  }
}
