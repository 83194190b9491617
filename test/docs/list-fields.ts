/** What a schema says of a field. */
export interface DescribedField {
  /** As a person calls them, in alphabetical order. */
  readonly types: readonly string[];
  readonly expressions: boolean;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/**
 * Lists every field of a JSON Schema by its name and that of the field that contains it: `volumes`, `volumes[].configMap`,
 * `configMap.items`, `items[].key`. Fields that are described in several places are listed once; those of a patch are the core
 * API's.
 */
export function listFields(schema: Schema, parent = ''): Map<string, DescribedField> {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    [`${parent}${name}`, describe(field)] as const,
    ...(parent === 'patches[].' ? [] : listInner(name, field)),
  ]);
  return new Map(fields);
}

function listInner(name: string, field: Schema): Map<string, DescribedField> {
  return field.items === undefined ? listFields(field, `${name}.`) : listFields(field.items, `${name}[].`);
}

function describe({ type, enum: values = [], description = '' }: Schema): DescribedField {
  const all = [type ?? values.map(value => typeof value)].flat();
  // What YAML reads as a number is taken for the text that is written.
  const types = all.includes('number') ? all.filter(name => !/number|boolean/.test(name)) : all;
  const words = new Set(types.map(name => WORDS.get(name) ?? name));
  return { types: [...words].sort(), expressions: /expression/.test(description) };
}

const WORDS = new Map([
  ['array', 'list'],
  ['object', 'mapping'],
]);
