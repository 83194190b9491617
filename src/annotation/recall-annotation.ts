import type { Annotation } from './annotation.ts';
import { parseAnnotation } from './parse-annotation.ts';

/**
 * As `parseAnnotation`, but remembers what it gave for the texts that were asked for last: all pods of a
 * StatefulSet have the same, and to compile its expressions costs more than the rest of an admission. What is not
 * valid is not remembered: it is rare, and its pods are created with back-off.
 */
export function recallAnnotation(text: string): Annotation {
  const known = recalled.get(text);
  if (known !== undefined) {
    // Last in the order of the Map, so the last to go.
    recalled.delete(text);
    recalled.set(text, known);
    return known;
  }
  const annotation = parseAnnotation(text);
  if (text.length <= MAX_LENGTH) keep(text, annotation);
  return annotation;
}

const recalled = new Map<string, Annotation>();

function keep(text: string, annotation: Annotation): void {
  recalled.set(text, annotation);
  if (recalled.size <= MAX_COUNT) return;
  const [oldest] = recalled.keys();
  if (oldest !== undefined) recalled.delete(oldest);
}

/** As many StatefulSets are seldom created at once. */
const MAX_COUNT = 64;

/** Characters. What has as many of nothing but expressions was measured to take 340 KB: 22 MB at the very most. */
const MAX_LENGTH = 2_048;
