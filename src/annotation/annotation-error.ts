import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { joinMessages } from '../bounds/join-messages.ts';

/**
 * Something in the annotation is not what it must be. The message is for the person who wrote
 * the annotation: what was expected, what came, where, and what to do.
 */
export class AnnotationError extends Error {
  override name = 'AnnotationError';
  /** Where in the annotation's text, in UTF-16 units; undefined where it is about the whole. */
  readonly at: number | undefined;

  /** Whether it may be about a label whose value is not known yet, and was guessed. */
  readonly guessed: boolean;

  constructor(
    message: string,
    options: ErrorOptions & { readonly at?: number; readonly guessed?: boolean } = {},
  ) {
    super(message, options);
    this.at = options.at;
    this.guessed = options.guessed ?? false;
  }

  /** Each mistake by itself, in the order of their places. */
  get mistakes(): readonly AnnotationError[] {
    return [this];
  }

  /** How many more there are. */
  get untold(): number {
    return 0;
  }
}

/** Several mistakes of one annotation. The message has the first ones, one below the other. */
export class AnnotationErrors extends AnnotationError {
  override name = 'AnnotationErrors';
  readonly #mistakes: readonly AnnotationError[];
  readonly #untold: number;

  constructor(mistakes: readonly AnnotationError[], untold = 0) {
    const sorted = mistakes.toSorted((one, other) => (one.at ?? LAST) - (other.at ?? LAST));
    const messages = sorted.map(({ message }) => message);
    const guessed = untold === 0 && mistakes.every(mistake => mistake.guessed);
    super(joinMessages(messages, untold, MAX_MESSAGE_LENGTH - RESERVED), { guessed });
    this.#mistakes = sorted;
    this.#untold = untold;
  }

  override get mistakes(): readonly AnnotationError[] {
    return this.#mistakes;
  }

  override get untold(): number {
    return this.#untold;
  }
}

/** What is about the whole comes behind all that has a place. */
const LAST = Number.MAX_SAFE_INTEGER;

/** Characters that a denial puts in front. */
const RESERVED = 128;
