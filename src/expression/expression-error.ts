/** A template that is not what it must be, and where in it. The message is one sentence, without the drawing. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
  /** The whole template. */
  readonly source: string;
  /** Where in the template, in UTF-16 units. */
  readonly offset: number;
  /** How many UTF-16 units the place covers; 0 when something is missing there. */
  readonly length: number;

  constructor(message: string, source: string, offset: number, length: number) {
    super(message);
    this.source = source;
    this.offset = offset;
    this.length = length;
  }
}
