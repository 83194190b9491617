/**
 * Something in the annotation is not what it must be. The message is for the person who wrote
 * the annotation: what was expected, what came, where, and what to do.
 */
export class AnnotationError extends Error {
  override name = 'AnnotationError';
}
