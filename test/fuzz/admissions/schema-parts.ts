// What the JSON Schemas of annotations and pods are made of.

export const EXPRESSION = String.raw`\$\((ordinal|ordinal \+ 1|pod)\)`;
const PART = `([a-z0-9]|${EXPRESSION})`;
export const WORD = `${PART}([-.]?${PART}){0,12}`;
export const word = matching(`^${WORD}$`);
export const subPath = matching(`^${WORD}(/${WORD})?$`);
export const plainName = matching('^(?!later-)[a-z](-?[a-z0-9]){0,18}$');
export const laterName = matching('^later-[a-z]$');
export const envName = matching('^[A-Z_][A-Z0-9_]{0,7}$');
export const boolean = { type: 'boolean' } as const;
export const mode = { type: 'integer', minimum: 0, maximum: 0o777 } as const;

export function matching(pattern: string) {
  return { type: 'string', maxLength: 70, pattern };
}

export function record(properties: Readonly<Record<string, object>>, required: readonly string[]) {
  return { type: 'object', additionalProperties: false, required, properties };
}

export function list(itemsOf: object, maxItems: number, more: object = {}) {
  return { type: 'array', maxItems, items: itemsOf, ...more };
}

export function orNull<T extends { readonly type: string }>(schema: T) {
  return { ...schema, type: [schema.type, 'null'] };
}
