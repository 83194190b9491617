import type { Place } from './place.ts';

/** Something in the annotation that is no mistake, but that its author should know. */
export interface Note {
  /** A word that stays the same. */
  readonly code: 'yaml-changed' | 'newer-field' | 'unknown-field' | 'empty-patch' | 'merged-elements';
  /** A sentence. */
  readonly message: string;
  /** Where in the annotation's text, in UTF-16 units. */
  readonly at: number;
}

export function noteAt(code: Note['code'], place: Place, message: string): Note {
  return { code, message: `${place.where}: ${message}`, at: place.offsetAt(0) };
}
