/** As JSON brings it: nothing is undefined, or belongs to another value, too. */
export function overTheWire<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
