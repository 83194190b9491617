import { isAlias, isMap, isSeq, Scalar, type ScalarTag } from 'yaml';

/**
 * `<<: *defaults`. To kubectl (sigs.k8s.io/yaml), it overrides what stands before it in the mapping and gives way to
 * what stands behind. By its definition, and to the library, it would give way to both: findings/yaml-merge-order.sh.
 */
export const MERGE_KEY: ScalarTag = {
  tag: 'tag:yaml.org,2002:merge',
  default: 'key',
  test: /^<<$/,
  // A symbol, as the library's own: a key in quotes is another one, and one mapping may have several.
  resolve: () => Object.assign(new Scalar(Symbol('<<')), { addToJSMap: merge }),
};

type AddToMap = NonNullable<Scalar['addToJSMap']>;
type Context = Parameters<AddToMap>[0];

const merge: AddToMap = (context, into, value) => {
  // The first of a list that has a key is the one that counts. To kubectl, an alias of a list is none.
  const sources = isSeq(value) ? value.items.toReversed() : [value];
  for (const one of sources) {
    for (const [key, field] of readMapping(one, context)) put(into, key, field);
  }
};

function readMapping(value: unknown, context: Context): Map<unknown, unknown> {
  const source = follow(value, context);
  if (!isMap(source)) throw new Error('expected a mapping, or a list of mappings, after the merge key <<');
  return source.toJSON(null, context, Map) as Map<unknown, unknown>;
}

function follow(value: unknown, context: Context): unknown {
  return context !== undefined && isAlias(value) ? value.resolve(context.doc, context) : value;
}

/** Defined, not assigned: `__proto__` is a key like any other. */
function put(into: Parameters<AddToMap>[1], key: unknown, value: unknown): void {
  if (into instanceof Map) into.set(key, value);
  else
    Object.defineProperty(into, String(key), { value, writable: true, enumerable: true, configurable: true });
}
