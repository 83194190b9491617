import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { KubernetesObject, Path } from './kubernetes-object.ts';

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
  return [...METADATA, ...(FIELDS[object.kind] ?? ANNOTATIONS)].flatMap(({ pattern, type }) =>
    findValues(object, pattern, []).flatMap(({ path, value }) => {
      if (IS_OF[type](value)) return [];
      const message = `expected ${shortLine(path.join('.'))} to be ${type}, got ${describe(value)}${advise(type, value)}`;
      return [{ path, message }];
    }),
  );
}

type Type = 'a text' | 'true or false' | 'an integer' | 'base64' | 'a mapping' | 'a list';

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

interface Field {
  /** `*` is every member of a mapping, `[]` every element of a list. */
  readonly pattern: readonly string[];
  readonly type: Type;
}

function field(path: string, type: Type): Field {
  return { pattern: path.split('.'), type };
}

/** Of every object, as annotations are: kubectl itself reads it. */
const METADATA: readonly Field[] = [
  field('metadata.name', 'a text'),
  field('metadata.namespace', 'a text'),
  field('metadata.labels', 'a mapping'),
  field('metadata.labels.*', 'a text'),
];

const ANNOTATIONS: readonly Field[] = [
  field('metadata.annotations', 'a mapping'),
  field('metadata.annotations.*', 'a text'),
];

const OBJECT_SOURCE: readonly Field[] = [
  field('name', 'a text'),
  field('secretName', 'a text'),
  field('items', 'a list'),
  field('items.[].key', 'a text'),
  field('items.[].path', 'a text'),
  field('items.[].mode', 'an integer'),
  field('optional', 'true or false'),
  field('defaultMode', 'an integer'),
];

const KEY_SOURCE = [
  field('name', 'a text'),
  field('key', 'a text'),
  field('optional', 'true or false'),
] as const;

const CONTAINER: readonly Field[] = [
  field('image', 'a text'),
  field('workingDir', 'a text'),
  field('volumeMounts.[].subPath', 'a text'),
  field('volumeMounts.[].subPathExpr', 'a text'),
  field('volumeMounts.[].readOnly', 'true or false'),
  field('envFrom.[].prefix', 'a text'),
  ...within('envFrom.[].configMapRef', KEY_SOURCE),
  ...within('envFrom.[].secretRef', KEY_SOURCE),
  ...within('env.[].valueFrom.configMapKeyRef', KEY_SOURCE),
  ...within('env.[].valueFrom.secretKeyRef', KEY_SOURCE),
];

const POD: readonly Field[] = [
  field('nodeSelector', 'a mapping'),
  field('nodeSelector.*', 'a text'),
  field('serviceAccountName', 'a text'),
  ...within('containers.[]', CONTAINER),
  ...within('initContainers.[]', CONTAINER),
  ...within('volumes.[].configMap', OBJECT_SOURCE),
  ...within('volumes.[].secret', OBJECT_SOURCE),
  ...within('volumes.[].projected.sources.[].configMap', OBJECT_SOURCE),
  ...within('volumes.[].projected.sources.[].secret', OBJECT_SOURCE),
];

const DATA: readonly Field[] = [
  ...ANNOTATIONS,
  field('immutable', 'true or false'),
  field('data', 'a mapping'),
];

const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  ConfigMap: [
    ...DATA,
    field('data.*', 'a text'),
    field('binaryData', 'a mapping'),
    field('binaryData.*', 'base64'),
  ],
  Secret: [
    ...DATA,
    field('data.*', 'base64'),
    field('stringData', 'a mapping'),
    field('stringData.*', 'a text'),
    field('type', 'a text'),
  ],
  Pod: [...ANNOTATIONS, ...within('spec', POD)],
  StatefulSet: within('spec.template.spec', POD),
};

function within(path: string, fields: readonly Field[]): Field[] {
  return fields.map(({ pattern, type }) => ({ pattern: [...path.split('.'), ...pattern], type }));
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
