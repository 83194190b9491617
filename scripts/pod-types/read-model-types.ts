import { readFileSync } from 'node:fs';
import { QUANTITIES } from './quantities.ts';

const MODELS = new URL('../../node_modules/@kubernetes/client-node/dist/gen/models/', import.meta.url);

interface Attribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

type Models = Readonly<Record<string, { readonly attributeTypeMap: readonly Attribute[] }>>;

export interface ModelTypes {
  /** The fields of each type that is reached, and the types of those. */
  readonly types: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Of Kubernetes, such as `release-1.36`. */
  readonly release: string;
}

/** The types with these names, and all that their fields refer to. */
export async function readModelTypes(roots: readonly string[]): Promise<ModelTypes> {
  const models = (await import(new URL('all.js', MODELS).href)) as Models;
  const types = new Map<string, Record<string, string>>();
  for (const open = [...roots]; open.length > 0; ) {
    const name = open.pop() ?? '';
    if (types.has(name)) continue;
    const attributes = findModel(models, name).attributeTypeMap;
    types.set(name, Object.fromEntries(attributes.map(field => [field.baseName, describeType(name, field)])));
    open.push(...attributes.flatMap(({ type }) => /\b(?:Core)?V1(\w+)/.exec(type)?.slice(1) ?? []));
  }
  const release = /release-[\d.]+/.exec(readFileSync(new URL('V1Pod.js', MODELS), 'utf8'))?.[0] ?? '';
  return { types, release };
}

function findModel(models: Models, name: string): Models[string] {
  const model = models[`V1${name}`] ?? models[`CoreV1${name}`];
  if (model === undefined) throw new Error(`the client has no model of ${name}`);
  return model;
}

function describeType(owner: string, { baseName, type, format }: Attribute): string {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `${describeType(owner, { baseName, type: list, format })}[]`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (map !== undefined) return `map<${describeType(owner, { baseName, type: map, format })}>`;
  if (QUANTITIES.has(`${owner}.${baseName}`)) return 'quantity';
  return SCALARS[type] ?? (type === 'number' ? format : type.replace(/^(?:Core)?V1/, ''));
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  any: 'any',
  Date: 'string',
  IntOrString: 'intOrString',
};
