/** A value as CEL has it. */
export type CelValue =
  | string
  | number
  | bigint
  | boolean
  | readonly CelValue[]
  | ReadonlyMap<string, CelValue>;

/**
 * As the API server hands an object to CEL: whole numbers are ints, and what is null is absent. A Map, since of an object with a
 * member `constructor`, as a label may be named, the library cannot tell the type.
 */
export function toCelValue(value: unknown): CelValue {
  if (Array.isArray(value)) return value.map(toCelValue);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
    return new Map(members.map(([key, member]) => [key, toCelValue(member)]));
  }
  return Number.isSafeInteger(value) ? BigInt(value as number) : (value as CelValue);
}
