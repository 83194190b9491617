import { quoteText } from '../../bounds/quote-text.ts';
import { CHOICES, RANGES } from './allowed-values.ts';
import type { Complaint } from './complaint.ts';
import { FIELD_CHECKS } from './field-checks.ts';

/** What the API server refuses of a field of the right type by itself. `field` is such as `Container.image`. */
export function checkField(field: string, value: unknown, path: string): Iterable<Complaint> {
  const message = checkChoice(field, value) ?? checkRange(field, value);
  return message === undefined ? (FIELD_CHECKS.get(field)?.(value, path) ?? []) : [{ path, message }];
}

function checkChoice(field: string, value: unknown): string | undefined {
  const choices = CHOICES.get(field);
  // The API server fills in its default for an empty one.
  if (choices === undefined || value === '' || choices.includes(String(value))) return undefined;
  return `expected one of ${choices.join(', ')}, got ${quoteText(String(value))}`;
}

function checkRange(field: string, value: unknown): string | undefined {
  const [least, most] = RANGES.get(field) ?? [];
  if (least === undefined || most === undefined || typeof value !== 'number') return undefined;
  return value < least || value > most
    ? `expected a number from ${least} to ${most}, got ${value}`
    : undefined;
}
