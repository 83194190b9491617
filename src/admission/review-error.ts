import type { ErrorObject } from 'ajv';
import { shortLine } from '../bounds/quote-text.ts';

/** A body that breaks the contract of admission.k8s.io/v1. */
export class ReviewError extends Error {
  override name = 'ReviewError';
  /** Where in the object; indices of lists are digits. */
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[] = []) {
    super(message);
    this.path = path;
  }

  /** Puts the first complaint of a schema into words: what was expected, where, and what came. */
  static fromSchema(where: string, errors: readonly ErrorObject[] | null | undefined): ReviewError {
    const error = errors?.[0];
    const pointer = error?.instancePath ?? '';
    const place = shortLine(where + pointer.replaceAll('/', '.'));
    const message = `${place} ${error?.message ?? 'is malformed'}, got ${describe(error?.data)}${advise(error)}`;
    return new ReviewError(message, pointer.split('/').slice(1).map(decodePart));
  }
}

/** YAML makes numbers and booleans of texts that nobody put in quotes. */
function advise({ keyword, params, data }: Partial<ErrorObject> = {}): string {
  const isPlain = typeof data === 'number' || typeof data === 'boolean';
  return keyword === 'type' && params?.['type'] === 'string' && isPlain ? ': put it in quotes' : '';
}

/** As JSON Pointer has it. */
function decodePart(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The kind of a value, and a short scalar itself: a whole object has no place in a message. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `a ${typeof value} of ${text.length} characters` : text;
}
