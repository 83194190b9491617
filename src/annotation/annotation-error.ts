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
}
