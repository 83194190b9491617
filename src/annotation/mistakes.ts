import { AnnotationError, AnnotationErrors } from './annotation-error.ts';

/** Gathers what is wrong with an annotation, so that all of it is told at once. */
export class Mistakes {
  readonly #found: AnnotationError[] = [];
  #untold = 0;
  #met = 0;

  /** How many were met so far: an element in whose reading more are met cannot be used. */
  get met(): number {
    return this.#met;
  }

  /** A mistake that has been added already is in the way of something else, too. */
  meetAgain(): void {
    this.#met += 1;
  }

  /** @throws what is no mistake of the annotation's. */
  add(error: unknown): void {
    if (!(error instanceof AnnotationError)) throw error;
    this.#found.push(...error.mistakes);
    this.#untold += error.untold;
    this.#met += 1;
  }

  /** Mistakes that are counted, but not told. */
  addUntold(count: number): void {
    this.#untold += count;
    this.#met += count;
  }

  /** What `act` gives; undefined where it meets a mistake, whether that is thrown or added. */
  try<T>(act: () => T): T | undefined {
    const before = this.#met;
    try {
      const result = act();
      return this.#met === before ? result : undefined;
    } catch (error) {
      this.add(error);
      return undefined;
    }
  }

  /** All of them as one error, guesses only where nothing is certain; undefined where there are none. */
  get error(): AnnotationError | undefined {
    const certain = this.#found.filter(({ guessed }) => !guessed);
    const told = certain.length > 0 ? certain : this.#found;
    if (told.length + this.#untold <= 1) return told[0];
    return new AnnotationErrors(told, this.#untold);
  }

  /** @throws AnnotationError */
  refuse(): void {
    const { error } = this;
    if (error !== undefined) throw error;
  }
}
