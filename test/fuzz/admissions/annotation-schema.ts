import {
  boolean,
  EXPRESSION,
  envName,
  list,
  matching,
  mode,
  plainName,
  record,
  subPath,
  WORD,
  word,
} from './schema-parts.ts';

/**
 * Of the annotations that the model knows: texts hold no other expressions than `$(ordinal)`, `$(ordinal + 1)` and
 * `$(pod)`, and names and paths of the annotation are valid. What is not, the target `annotations` tries.
 */
const text = {
  type: 'string',
  maxLength: 20,
  pattern: String.raw`^([ -#%-~]|\$\$\(A\)|${EXPRESSION})*$`,
} as const;

/** What `when` may be: the model knows when each holds. */
export const CONDITIONS = [true, false, 'ordinal == 2', 'ordinal < 2', 'pod == "web-2"'] as const;

const when = { enum: CONDITIONS };
const containers = list({ ...matching('^[a-z](-?[a-z0-9]){0,18}$') }, 4, { minItems: 1, uniqueItems: true });
const items = list(record({ key: word, path: word, mode }, ['key', 'path']), 3);
const files = {
  type: 'object',
  minProperties: 1,
  maxProperties: 3,
  propertyNames: word,
  additionalProperties: { ...text, maxLength: 60 },
};

function reference(name: string) {
  return { anyOf: [word, record({ [name]: word, items, optional: boolean }, [name])] };
}

const source = {
  ...record({ configMap: reference('name'), secret: reference('name'), files, when }, []),
  oneOf: ['configMap', 'secret', 'files'].map(one => ({ required: [one] })),
};

const volume = {
  ...record(
    {
      name: plainName,
      mountPath: matching(`^(/${WORD}){1,3}/?$`),
      subPath,
      readOnly: boolean,
      containers,
      when,
      defaultMode: mode,
      configMap: reference('name'),
      secret: reference('secretName'),
      files,
      sources: list(source, 3, { minItems: 1 }),
    },
    [],
  ),
  oneOf: ['configMap', 'secret', 'files', 'sources'].map(one => ({ required: [one] })),
};

const keyReference = record({ name: word, key: word, optional: boolean }, ['name', 'key']);
const fieldPath = { enum: ['status.podIP', 'metadata.name', "metadata.labels['$(pod)']"] };
const valueFrom = {
  ...record(
    {
      configMapKeyRef: keyReference,
      secretKeyRef: keyReference,
      fieldRef: record({ apiVersion: { const: 'v1' }, fieldPath }, ['fieldPath']),
    },
    [],
  ),
  minProperties: 1,
  maxProperties: 1,
};
const variable = {
  ...record({ name: envName, value: text, valueFrom, containers, when }, ['name']),
  oneOf: [{ required: ['value'] }, { required: ['valueFrom'] }],
};

export const ANNOTATION_SCHEMA = {
  ...record(
    {
      volumes: list(volume, 4),
      env: list(variable, 256),
      envFrom: list(
        {
          ...record(
            { configMap: word, secret: word, prefix: envName, optional: boolean, containers, when },
            [],
          ),
          oneOf: [{ required: ['configMap'] }, { required: ['secret'] }],
        },
        4,
      ),
    },
    [],
  ),
  minProperties: 1,
};
