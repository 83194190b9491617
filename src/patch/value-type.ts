import { MERGE_KEYS, MERGED_TEXTS } from './merge-keys.ts';
import { POD_TYPES } from './pod-types.ts';

export type ValueType = ScalarType | MapType | ListType | ObjectType;

export type ScalarType =
  | { readonly kind: 'string' | 'boolean' | 'intOrString' | 'quantity' | 'any' }
  | { readonly kind: 'integer'; readonly bits: 32 | 64 };

export interface MapType {
  readonly kind: 'map';
  readonly values: ValueType;
}

export interface ListType {
  readonly kind: 'list';
  readonly items: ValueType;
  /** Whether a patch changes and adds elements; else it replaces the list. */
  readonly merges: boolean;
  /** The field by which a patch finds an element. A list of texts that merges has none. */
  readonly mergeKey?: string;
}

export interface ObjectType {
  readonly kind: 'object';
  /** As the core API calls it, such as `PodSpec`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, ValueType>;
}

/** What is not among a type's fields: newer than the models, or misspelled. A list in it is replaced, for its key is not known. */
export const UNKNOWN: ScalarType = { kind: 'any' };

const objectTypes = new Map<string, ObjectType>();

/** What a patch may speak of. */
export const POD: ObjectType = {
  kind: 'object',
  name: 'Pod',
  fields: new Map([
    ['metadata', objectType('ObjectMeta')],
    ['spec', objectType('PodSpec')],
  ]),
};

export function typeOfField(type: ObjectType | MapType, field: string): ValueType {
  return type.kind === 'map' ? type.values : (type.fields.get(field) ?? UNKNOWN);
}

function objectType(name: string): ObjectType {
  const known = objectTypes.get(name);
  if (known !== undefined) return known;
  const fields = Object.entries(POD_TYPES[name] ?? {}).map(
    ([field, written]) => [field, readType(written, `${name}.${field}`)] as const,
  );
  const type = { kind: 'object', name, fields: new Map(fields) } as const;
  objectTypes.set(name, type);
  return type;
}

function readType(written: string, field: string): ValueType {
  if (written.endsWith('[]')) return listType(readType(written.slice(0, -2), field), field);
  if (written.startsWith('map<')) return { kind: 'map', values: readType(written.slice(4, -1), field) };
  if (written === 'int32') return { kind: 'integer', bits: 32 };
  if (written === 'int64') return { kind: 'integer', bits: 64 };
  if (isScalar(written)) return { kind: written };
  return objectType(written);
}

function listType(items: ValueType, field: string): ListType {
  const mergeKey = MERGE_KEYS.get(field);
  if (mergeKey === undefined) return { kind: 'list', items, merges: MERGED_TEXTS.has(field) };
  return { kind: 'list', items, merges: true, mergeKey };
}

function isScalar(written: string): written is Exclude<ScalarType['kind'], 'integer'> {
  return ['string', 'boolean', 'intOrString', 'quantity', 'any'].includes(written);
}
