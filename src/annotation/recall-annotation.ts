import type { Turns } from '../bounds/turns.ts';
import type { Annotation } from './annotation.ts';
import { readInTurns } from './parse-annotation.ts';

/**
 * As `readInTurns`, but remembers what it gave for the texts that were asked for last: all pods of a
 * StatefulSet have the same, and to compile its expressions costs more than the rest of an admission. What is not
 * valid is not remembered: it is rare, and its pods are created with back-off.
 */
export function* recallAnnotation(text: string): Turns<Annotation> {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const annotation = former.get(text) ?? (yield* readInTurns(text));
  if (text.length <= MAX_LENGTH && annotation.mistake === undefined) keep(text, annotation);
  return annotation;
}

/**
 * Two generations: what is asked for is in the recent one, and when that is full, the former one is forgotten. A single
 * one in the order of use would have to be changed at every call, and that makes garbage which lives long.
 */
let recent = new Map<string, Annotation>();
let former = new Map<string, Annotation>();

function keep(text: string, annotation: Annotation): void {
  if (recent.size === MAX_COUNT) {
    former = recent;
    recent = new Map();
  }
  recent.set(text, annotation);
}

/** In each. As many StatefulSets are seldom created at once. */
const MAX_COUNT = 32;

/** Characters. What has as many of nothing but expressions was measured to take 340 KB: 22 MB at the very most. */
const MAX_LENGTH = 2_048;
