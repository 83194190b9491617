import type { ErrorObject } from 'ajv';
import { shortLine } from '../bounds/quote-text.ts';

/** A body that breaks the contract of admission.k8s.io/v1. */
export class ReviewError extends Error {
  override name = 'ReviewError';

  /** Puts the first complaint of a schema into words: what was expected, where, and what came. */
  static fromSchema(where: string, errors: readonly ErrorObject[] | null | undefined): ReviewError {
    const error = errors?.[0];
    const place = shortLine(where + (error?.instancePath ?? '').replaceAll('/', '.'));
    return new ReviewError(`${place} ${error?.message ?? 'is malformed'}, got ${describe(error?.data)}`);
  }
}

/** The kind of a value, and a short scalar itself: a whole object has no place in a message. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `a ${typeof value} of ${text.length} characters` : text;
}
