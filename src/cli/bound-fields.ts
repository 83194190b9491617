import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';

/**
 * The fields of a line of the log, none longer than a message. Whoever reaches the port gives namespace, names and uid
 * of a request as they like.
 */
export function boundFields(fields: Record<string, unknown>): Record<string, unknown> {
  // Nearly every line: it is looked at and not copied.
  if (!Object.values(fields).some(isLong)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, boundField(value)]));
}

/** What the log says of an error, instead of all that a library has put into it. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return boundField(String(error));
  const { message, stack = '' } = error;
  const { code, statusCode } = error as NodeJS.ErrnoException & { readonly statusCode?: number };
  const type = boundField(error.name);
  return { type, message: boundField(message), stack: boundField(stack), code: boundField(code), statusCode };
}

export function boundField(value: unknown): unknown {
  if (typeof value === 'string') return cutText(value, MAX_MESSAGE_LENGTH);
  return Array.isArray(value) ? value.map(boundField) : value;
}

function isLong(value: unknown): boolean {
  if (typeof value === 'string') return value.length > MAX_MESSAGE_LENGTH;
  return Array.isArray(value) && value.some(isLong);
}
