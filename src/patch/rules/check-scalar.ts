import { quoteText } from '../../bounds/quote-text.ts';
import { nameKind } from '../json.ts';
import type { ScalarType } from '../value-type.ts';
import { isQuantity } from './quantity.ts';

/** What a value is that does not have its field's type, or is out of its range. */
export function checkScalar(value: unknown, type: ScalarType): string | undefined {
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'string':
    case 'boolean':
      return typeof value === type.kind ? undefined : `expected a ${type.kind}, got ${name(value)}`;
    case 'integer':
      return isInteger(value, type.bits)
        ? undefined
        : `expected an integer of ${type.bits} bits, got ${name(value)}`;
    case 'intOrString':
      return typeof value === 'string' || isInteger(value, 32)
        ? undefined
        : `expected an integer of 32 bits or a text, got ${name(value)}`;
    case 'quantity':
      return isQuantity(value) ? undefined : `expected a quantity such as 500m or 2Gi, got ${name(value)}`;
  }
}

function isInteger(value: unknown, bits: 32 | 64): boolean {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= -(2 ** (bits - 1)) &&
    value < 2 ** (bits - 1)
  );
}

function name(value: unknown): string {
  if (typeof value === 'string') return quoteText(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : nameKind(value);
}
