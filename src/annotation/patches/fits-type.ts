import type { ValueType } from '../../patch/value-type.ts';

/**
 * Whether a value of a CEL type can be one of the field's. What is in a mapping of fields shows itself only with its value, as
 * does a type that is not known before.
 */
export function fitsType(given: string, type: ValueType): boolean {
  const items = /^list<(.*)>$/.exec(given)?.[1];
  if (items !== undefined)
    return type.kind === 'any' || (type.kind === 'list' && fitsType(items, type.items));
  const values = /^map<[^,]*, (.*)>$/.exec(given)?.[1];
  if (values !== undefined) return fitsMapping(values, type);
  const takers = TAKERS[given];
  return takers === undefined || takers.has(type.kind);
}

function fitsMapping(values: string, type: ValueType): boolean {
  return (
    type.kind === 'any' || type.kind === 'object' || (type.kind === 'map' && fitsType(values, type.values))
  );
}

/** By the name of a scalar type. */
const TAKERS: Readonly<Record<string, ReadonlySet<ValueType['kind']>>> = {
  string: new Set(['string', 'intOrString', 'quantity', 'any']),
  int: new Set(['string', 'integer', 'intOrString', 'quantity', 'any']),
  bool: new Set(['string', 'boolean', 'any']),
};
