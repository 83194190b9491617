import { drawCaret } from '../expression/draw-caret.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import { AnnotationError } from './annotation-error.ts';
import { describePlace, type Place } from './place.ts';

/** The error with the place that it is about, if it is about an expression. */
export function pointAt(place: Place, error: unknown, ordinal?: number, guessed = false): unknown {
  if (!(error instanceof ExpressionError)) return error;
  const head = `${describePlace(place, error.offset, ordinal)}: ${error.message}`;
  return new AnnotationError(`${head}\n${drawCaret(error)}`, {
    cause: error,
    at: place.offsetAt(error.offset),
    guessed,
  });
}
