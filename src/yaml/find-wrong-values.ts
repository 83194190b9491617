import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { KubernetesObject, Path } from './kubernetes-object.ts';
import { fieldsOf, type Type } from './typed-fields.ts';

/** A value of another type than its field has. */
export interface WrongValue {
  readonly path: Path;
  readonly message: string;
}

/**
 * What the API server refuses to decode: numbers and booleans where a text belongs, mostly, since nobody put them in quotes.
 * Of the fields that matter to a pod's configuration; those of a StatefulSet that its pods are made by are checked elsewhere.
 */
export function findWrongValues(object: KubernetesObject): WrongValue[] {
  return fieldsOf(object.kind).flatMap(({ pattern, type }) =>
    findValues(object, pattern, []).flatMap(({ path, value }) => {
      if (IS_OF[type](value)) return [];
      const message = `expected ${shortLine(path.join('.'))} to be ${type}, got ${describe(value)}${advise(type, value)}`;
      return [{ path, message }];
    }),
  );
}

const IS_OF: Readonly<Record<Type, (value: unknown) => boolean>> = {
  'a text': value => typeof value === 'string',
  'true or false': value => typeof value === 'boolean',
  'an integer': Number.isInteger,
  base64: isBase64,
  'a mapping': value => typeof value === 'object' && !Array.isArray(value),
  'a list': Array.isArray,
};

const ADVICE: Readonly<Record<Type, string>> = {
  'a text': ': put it in quotes',
  'true or false': ': leave the quotes out',
  'an integer': ': leave quotes and fractions out',
  base64: ': encode it, or put the text in `data` of a ConfigMap or `stringData` of a Secret',
  'a mapping': '',
  'a list': '',
};

/** By the rules of the Go library: with padding, and of other characters nothing but line breaks. A list of bytes is taken, too. */
function isBase64(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  return (
    typeof value === 'string' &&
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value.replaceAll(/[\r\n]/g, ''))
  );
}

function advise(type: Type, value: unknown): string {
  return type === 'a text' && typeof value === 'object' ? ': write | above it' : ADVICE[type];
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? quoteText(value) : String(value);
}

interface FoundValue {
  readonly path: Path;
  readonly value: unknown;
}

/** A null is absent, in whatever field. */
function findValues(value: unknown, [part, ...rest]: readonly string[], path: Path): FoundValue[] {
  if (value === null || value === undefined) return [];
  if (part === undefined) return [{ path, value }];
  if (part === '[]') {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => findValues(item, rest, [...path, index]));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  const keys = part === '*' ? Object.keys(value) : [part];
  return keys.flatMap(key => findValues(Reflect.get(value, key), rest, [...path, key]));
}
