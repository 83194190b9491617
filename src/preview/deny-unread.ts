import { denyFor } from '../admission/configure-admitted.ts';
import type { Denial } from '../admission/decision.ts';
import { parseAnnotation } from '../annotation/parse-annotation.ts';

/** What the pods of a StatefulSet that has none yet would be denied for: the annotation can be read without them. */
export function denyUnread(text: string): Denial | undefined {
  try {
    parseAnnotation(text);
    return undefined;
  } catch (error) {
    return denyFor(error);
  }
}
