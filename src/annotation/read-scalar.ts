import { shortLine } from '../bounds/quote-text.ts';
import type { Place } from './place.ts';

/** What YAML makes of a word without quotes. */
export type Scalar = string | number | boolean;

export interface ReadScalar {
  readonly text: string;
  /** What YAML has made of what is written, where that is another text. */
  readonly changed?: string;
}

/**
 * A scalar where a text belongs: `2` is "2" and `true` is "true". Of `0400`, `1e3` or `1.0` YAML makes another text than the one
 * that is written, and so does JSON: no other reader of the annotation could tell what it was.
 */
export function readScalar(value: Scalar, { written }: Place): ReadScalar {
  if (typeof value === 'string') return { text: value };
  const text = String(value);
  if (written === undefined || written === text) return { text };
  return { text, changed: `YAML reads ${shortLine(written)} as ${text}: put it in quotes to keep it` };
}
