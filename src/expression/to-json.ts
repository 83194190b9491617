import type { CelValue } from './evaluate-expression.ts';

/** A value of an expression in the form that JSON has, but for its integers. */
export function toJson(value: CelValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, member]) => [String(key), toJson(member)]));
  }
  return Array.isArray(value) ? value.map(toJson) : value;
}
