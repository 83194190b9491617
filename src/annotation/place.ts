import { AnnotationError } from './annotation-error.ts';

/** Where something stands in the annotation. */
export interface Place {
  /** For people: `volumes[0].mountPath`. */
  readonly where: string;
  /** What is written there, where it is a scalar of YAML: `0400` for 256. */
  readonly written?: string | undefined;
  /** The annotation's line, from 1, in which this many characters of the text have been passed. */
  lineAt(offset: number): number;
  /** The same place as an offset in the annotation's text. */
  offsetAt(offset: number): number;
}

/** What is wrong at a place, with its line, the field, and the ordinal where it is so for one pod. */
export function mistakeAt(
  place: Place,
  complaint: string,
  ordinal?: number,
  guessed = false,
): AnnotationError {
  const message = `${describePlace(place, 0, ordinal)}: ${complaint}`;
  return new AnnotationError(message, { at: place.offsetAt(0), guessed });
}

export function describePlace(place: Place, offset: number, ordinal: number | undefined): string {
  const pod = ordinal === undefined ? '' : `, for ordinal ${ordinal}`;
  return `line ${place.lineAt(offset)}, ${place.where}${pod}`;
}
