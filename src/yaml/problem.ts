import type { Position } from './kubernetes-object.ts';

/** A message, and the place that it is about. */
export interface Problem extends Position {
  readonly file: string;
  readonly message: string;
}
