/**
 * The JSON Schema of what the model knows about: texts hold no other expressions than `$(ordinal)`, `$(ordinal + 1)` and
 * `$(pod)`, and names and paths of the annotation are valid. What is not, the target `annotations` tries.
 */
const EXPRESSION = String.raw`\$\((ordinal|ordinal \+ 1|pod)\)`;
const PART = `([a-z0-9]|${EXPRESSION})`;
const WORD = `${PART}([-.]?${PART}){0,12}`;
const text = {
  type: 'string',
  maxLength: 20,
  pattern: String.raw`^([ -#%-~]|\$\$\(A\)|${EXPRESSION})*$`,
} as const;
const word = matching(`^${WORD}$`);
const subPath = matching(`^${WORD}(/${WORD})?$`);
const plainName = matching('^(?!later-)[a-z](-?[a-z0-9]){0,18}$');
const laterName = matching('^later-[a-z]$');
const envName = matching('^[A-Z_][A-Z0-9_]{0,7}$');
const boolean = { type: 'boolean' } as const;
const mode = { type: 'integer', minimum: 0, maximum: 0o777 } as const;

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
  ...record({ configMap: reference('name'), secret: reference('name'), files }, []),
  minProperties: 1,
  maxProperties: 1,
};

const volume = {
  ...record(
    {
      name: plainName,
      mountPath: matching(`^(/${WORD}){1,3}/?$`),
      subPath,
      readOnly: boolean,
      containers,
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

const annotation = {
  ...record(
    {
      volumes: list(volume, 4),
      env: list(record({ name: envName, value: text, containers }, ['name', 'value']), 256),
      envFrom: list(
        {
          ...record({ configMap: word, secret: word, prefix: envName, optional: boolean, containers }, []),
          oneOf: [{ required: ['configMap'] }, { required: ['secret'] }],
        },
        4,
      ),
    },
    [],
  ),
  minProperties: 1,
};

const podText = { type: 'string', maxLength: 60, pattern: '^[ -~]*$' } as const;
const podPath = matching('^[a-z0-9./-]{1,20}$');
const podItems = orNull(list(record({ key: word, path: word, mode }, ['key', 'path']), 3));
const fieldPath = matching(String.raw`^metadata\.(name|annotations\['per-pod-config/file-[0-9a-f]{16}'\])$`);
const fieldRef = record({ apiVersion: { const: 'v1' }, fieldPath }, ['fieldPath']);
const downwardItems = orNull(list(record({ path: word, fieldRef }, ['path', 'fieldRef']), 3));
const projection = {
  ...record(
    {
      configMap: record({ name: word, items: podItems, optional: boolean }, ['name']),
      secret: record({ name: word, items: podItems, optional: boolean }, ['name']),
      downwardAPI: record({ items: downwardItems }, []),
      serviceAccountToken: record({ path: word, expirationSeconds: { const: 600 } }, ['path']),
    },
    [],
  ),
  minProperties: 1,
  maxProperties: 1,
};

/** A name and one source. */
function podVolume(name: object) {
  const sources = {
    configMap: record({ name: word, items: podItems, optional: boolean, defaultMode: mode }, ['name']),
    secret: record({ secretName: word, items: podItems, optional: boolean, defaultMode: mode }, [
      'secretName',
    ]),
    projected: record({ sources: list(projection, 3), defaultMode: mode }, ['sources']),
    downwardAPI: record({ items: downwardItems, defaultMode: mode }, []),
    emptyDir: record({ medium: { enum: ['', 'Memory'] }, sizeLimit: { const: '1Gi' } }, []),
    hostPath: record({ path: podPath, type: { enum: ['', 'Directory'] } }, ['path']),
    persistentVolumeClaim: record({ claimName: word, readOnly: boolean }, ['claimName']),
    csi: record({ driver: word, readOnly: boolean }, ['driver']),
    image: record({ reference: word }, ['reference']),
    future: record({ field: word }, ['field']),
  };
  return { ...record({ name, ...sources }, ['name']), minProperties: 2, maxProperties: 2 };
}

const podReference = record({ name: word, optional: boolean }, ['name']);
const podEnvFrom = {
  ...record(
    { prefix: { anyOf: [envName, { const: '' }] }, configMapRef: podReference, secretRef: podReference },
    [],
  ),
  oneOf: [{ required: ['configMapRef'] }, { required: ['secretRef'] }],
};
const valueFrom = {
  ...record({ fieldRef, secretKeyRef: record({ name: word, key: word }, ['name', 'key']) }, []),
  minProperties: 1,
  maxProperties: 1,
};

const variable = {
  ...record({ name: envName, value: podText, valueFrom }, ['name']),
  not: { required: ['value', 'valueFrom'] },
};
const mount = record(
  {
    name: { anyOf: [plainName, laterName] },
    mountPath: podPath,
    subPath: { anyOf: [subPath, { const: '' }] },
    readOnly: boolean,
  },
  ['name', 'mountPath'],
);
const device = record({ name: plainName, devicePath: podPath }, ['name', 'devicePath']);

function podContainer(name: object) {
  return record(
    {
      name,
      restartPolicy: { const: 'Always' },
      env: orNull(list(variable, 8)),
      envFrom: orNull(list(podEnvFrom, 8)),
      volumeMounts: orNull(list(mount, 24)),
      volumeDevices: orNull(list(device, 2)),
      future: word,
    },
    ['name'],
  );
}

export const CASE_SCHEMA = record(
  {
    owner: { enum: ['StatefulSet', 'ReplicaSet'] },
    ordinal: { type: 'integer', minimum: 0, maximum: 99 },
    annotation: { ...annotation, type: ['object', 'null'] },
    pod: record(
      {
        annotations: { type: ['object', 'null'], maxProperties: 9, additionalProperties: podText },
        spec: record(
          {
            containers: list(podContainer(plainName), 20, { minItems: 1 }),
            initContainers: orNull(list(podContainer(plainName), 20)),
            volumes: orNull(list(podVolume(plainName), 10)),
            future: word,
          },
          ['containers'],
        ),
      },
      ['spec'],
    ),
    later: record(
      {
        containers: list(podContainer(laterName), 2),
        initContainers: list(podContainer(laterName), 2),
        volumes: list(podVolume(laterName), 2),
        env: list(variable, 2),
        volumeMounts: list(mount, 2),
      },
      ['containers', 'initContainers', 'volumes'],
    ),
  },
  ['owner', 'ordinal', 'annotation', 'pod', 'later'],
);

function matching(pattern: string) {
  return { type: 'string', maxLength: 70, pattern };
}

function record(properties: Readonly<Record<string, object>>, required: readonly string[]) {
  return { type: 'object', additionalProperties: false, required, properties };
}

function list(itemsOf: object, maxItems: number, more: object = {}) {
  return { type: 'array', maxItems, items: itemsOf, ...more };
}

function orNull<T extends { readonly type: string }>(schema: T) {
  return { ...schema, type: [schema.type, 'null'] };
}
