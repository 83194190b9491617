import { isDeepStrictEqual } from 'node:util';
import { cutText } from '../../bounds/cut-text.ts';
import type { Field, Shape } from './shape.ts';

/** The first field in which what is present is not what is wanted, in words. */
export interface Difference {
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Compares by meaning, not by text.
 *
 * @param lenient whether what policies set on what is not theirs counts as no difference.
 */
export function findDifference(
  wanted: object,
  present: object,
  shape: Shape,
  lenient: boolean,
): Difference | undefined {
  return compareObjects(wanted, present, shape, { field: '', lenient });
}

interface At {
  readonly field: string;
  readonly lenient: boolean;
}

function compareObjects(wanted: object, present: object, shape: Shape, at: At): Difference | undefined {
  const kinds = compareKinds(wanted, present, shape, at);
  if (kinds !== undefined) return kinds;
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(present)])) {
    const field = member(shape.fields, name) ?? member(shape.kinds ?? {}, name) ?? UNKNOWN;
    const difference = compare(member(wanted, name), member(present, name), field, within(at, name));
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** A field of a later Kubernetes. Where one would be another kind, it has been found by now. */
const UNKNOWN: Field = { policy: true };

function compareKinds(wanted: object, present: object, shape: Shape, at: At): Difference | undefined {
  if (shape.kinds === undefined) return undefined;
  const [expected, got] = [wanted, present].map(object => listKinds(object, shape).join(' and '));
  if (expected === got) return undefined;
  return { field: at.field || 'source', expected: expected || 'none', got: got || 'none' };
}

function listKinds(object: object, { fields }: Shape): string[] {
  return Object.keys(object)
    .filter(name => member(fields, name) === undefined && member(object, name) != null)
    .sort();
}

function compare(wanted: unknown, present: unknown, field: Field, at: At): Difference | undefined {
  if (field.policy === true && at.lenient) return undefined;
  const [expected, got] = [readValue(wanted, field), readValue(present, field)];
  if (field.shape !== undefined) {
    if (Array.isArray(expected) && Array.isArray(got)) return compareLists(expected, got, field.shape, at);
    if (isObject(expected) && isObject(got)) return compareObjects(expected, got, field.shape, at);
  }
  if (isDeepStrictEqual(expected, got)) return undefined;
  return { field: at.field, expected: describe(expected), got: describe(got) };
}

function compareLists(
  wanted: readonly unknown[],
  present: readonly unknown[],
  shape: Shape,
  at: At,
): Difference | undefined {
  if (wanted.length !== present.length) {
    return { field: at.field, expected: describe(wanted), got: describe(present) };
  }
  for (const [index, entry] of wanted.entries()) {
    const place = { ...at, field: `${at.field}[${index}]` };
    const difference = compare(entry, present[index], { shape }, place);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function readValue(value: unknown, { absent, read }: Field): unknown {
  const given = value ?? absent;
  return read === undefined ? given : read(given);
}

function within({ field, lenient }: At, name: string): At {
  return { field: field === '' ? name : `${field}.${name}`, lenient };
}

function isObject(value: unknown): value is object {
  return Object(value) === value && !Array.isArray(value);
}

/** Only what is its own: JSON may have members with any names. */
function member<T>(object: Readonly<Record<string, T>> | object, name: string): T | undefined {
  return Object.hasOwn(object, name) ? (object as Record<string, T>)[name] : undefined;
}

/** Objects and lists may be large, and hold anything. */
function describe(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  if (isObject(value)) return 'an object';
  return cutText(JSON.stringify(value), MAX_LENGTH);
}

/** Of a value in a message: no name is longer. */
const MAX_LENGTH = 260;
