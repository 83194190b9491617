import { makeOpenMap } from './open-map.ts';

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
 *
 * @param onGuess called when something is read that is completed before: if left out, the object is complete.
 */
export function toCelValue(value: unknown, onGuess?: () => void): CelValue {
  if (Array.isArray(value)) return value.map(one => toCelValue(one, onGuess));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => [key, toCelValue(member, onGuess)] as const);
    return onGuess === undefined ? new Map(members) : makeOpenMap(members, onGuess);
  }
  return Number.isSafeInteger(value) ? BigInt(value as number) : (value as CelValue);
}
