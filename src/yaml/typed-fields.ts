/** What a field holds, in words. */
export type Type = 'a text' | 'true or false' | 'an integer' | 'base64' | 'a mapping' | 'a list';

export interface Field {
  /** `*` is every member of a mapping, `[]` every element of a list. */
  readonly pattern: readonly string[];
  readonly type: Type;
}

/** The fields of a kind that are checked. */
export function fieldsOf(kind: string): readonly Field[] {
  return [...METADATA, ...(FIELDS[kind] ?? ANNOTATIONS)];
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
