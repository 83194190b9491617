import type { KubernetesObject } from '../yaml/kubernetes-object.ts';

export type DataKind = 'ConfigMap' | 'Secret';

/** What a ConfigMap or Secret holds. */
export interface ObjectData {
  /** By their keys, as a volume shows them. */
  readonly files: Readonly<Record<string, Buffer>>;
  /** By their keys, as variables have them: binary data is for volumes only. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Undefined when there is no such object. */
export type FindData = (kind: DataKind, name: string) => ObjectData | undefined;

/**
 * Finds data among objects; of two with one name the later counts. The function that is given takes the
 * namespace of the pod; objects without one are in `default`.
 */
export function indexData(objects: readonly KubernetesObject[]): (namespace: string) => FindData {
  const index = new Map(objects.map(object => [keyOf(object), object]));
  return namespace => (kind, name) => {
    const object = index.get(`${kind} ${namespace}/${name}`);
    if (object === undefined) return undefined;
    return kind === 'ConfigMap' ? readConfigMap(object) : readSecret(object);
  };
}

/** Finds the same, but for what Secrets hold: that is not for the screen. */
export function maskSecrets(find: FindData): FindData {
  return (kind, name) => {
    const data = find(kind, name);
    if (kind === 'ConfigMap' || data === undefined) return data;
    return {
      files: mapValues(data.files, () => Buffer.from(MASK)),
      variables: mapValues(data.variables, () => MASK),
    };
  };
}

const MASK = '********';

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
}

function readConfigMap(object: KubernetesObject): ObjectData {
  const variables = textsOf(object['data']);
  return { files: { ...encode(variables), ...decode(textsOf(object['binaryData'])) }, variables };
}

/** By the API, `stringData` wins over `data`. */
function readSecret(object: KubernetesObject): ObjectData {
  const files = { ...decode(textsOf(object['data'])), ...encode(textsOf(object['stringData'])) };
  return { files, variables: mapValues(files, String) };
}

/** What is written may be a number, which the API server would refuse: that is not our business here. */
function textsOf(data: unknown): Record<string, string> {
  return mapValues(Object(data), String);
}

function encode(texts: Readonly<Record<string, string>>): Record<string, Buffer> {
  return mapValues(texts, text => Buffer.from(text));
}

function decode(texts: Readonly<Record<string, string>>): Record<string, Buffer> {
  return mapValues(texts, text => Buffer.from(text, 'base64'));
}

function mapValues<From, To>(from: Readonly<Record<string, From>>, convert: (value: From) => To) {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, convert(value)]));
}
