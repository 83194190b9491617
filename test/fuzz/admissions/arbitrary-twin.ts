import fc from 'fast-check';
import type { AdmissionCase } from './admission-case.ts';
import { makePod } from './case-pod.ts';
import { expectAdmission } from './model.ts';
import { overTheWire } from './over-the-wire.ts';
import { reword } from './reword.ts';

/** A case whose pod has all that its annotation asks for before the first call, or all but for one value. */
export function arbitraryTwin(cases: fc.Arbitrary<object>) {
  const at = fc.option(fc.nat(), { freq: 3 });
  return fc.tuple(cases, at).map(([one, place]) => makeTwin(overTheWire(one), place));
}

function makeTwin(one: AdmissionCase, place: number | null): AdmissionCase {
  const expected = expectAdmission(one.annotation, one.ordinal, makePod(one));
  if (expected.outcome !== 'mount') return one;
  const { metadata, spec } = reword(expected.pod);
  const pod = { annotations: metadata.annotations ?? null, spec };
  return { ...one, pod: place === null ? pod : { ...pod, spec: changeValue(spec, place) } };
}

/** Puts another value in the place of one that is no object or list; its place is counted from the first one. */
function changeValue<T>(tree: T, place: number): T {
  const text = JSON.stringify(tree);
  let count = 0;
  JSON.parse(text, (_, value: unknown) => {
    if (isPlain(value)) count += 1;
    return value;
  });
  let left = place % count;
  return JSON.parse(text, (_, value: unknown) => {
    if (!isPlain(value)) return value;
    left -= 1;
    return left === -1 ? changePlain(value) : value;
  }) as T;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object';
}

function changePlain(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value === 0 ? 0o400 : 0;
  // The names of variables are in upper case.
  if (/^[A-Z]/.test(String(value))) return value === 'X' ? 'Y' : 'X';
  return value === 'x' ? 'y' : 'x';
}
