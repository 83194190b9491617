import fc from 'fast-check';

// What the parts of generated pods are made of: little of each kind, so that it meets what the annotation asks for.

export const word = fc.constantFrom('f', 'g');
export const object = fc.constantFrom('base', 'node-2', 'web-2');
export const fieldRef = fc.constantFrom(
  { fieldPath: 'metadata.name' },
  { apiVersion: 'v1', fieldPath: 'metadata.name' },
);

/** A list that may be null. */
export function orNull<T>(items: fc.Arbitrary<T>, maxLength = 2) {
  return fc.option(fc.array(items, { maxLength }), { freq: 10 });
}

/** An object with some of these members. */
export function some(members: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[]) {
  return fc.record(members, { requiredKeys });
}
