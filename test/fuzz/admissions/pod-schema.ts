import {
  boolean,
  envName,
  laterName,
  list,
  matching,
  mode,
  orNull,
  plainName,
  record,
  subPath,
  word,
} from './schema-parts.ts';

export const podText = { type: 'string', maxLength: 60, pattern: '^[ -~]*$' } as const;
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
export function podVolume(name: object) {
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

export const variable = {
  ...record({ name: envName, value: podText, valueFrom }, ['name']),
  not: { required: ['value', 'valueFrom'] },
};
export const mount = record(
  {
    name: { anyOf: [plainName, laterName] },
    mountPath: podPath,
    subPath: { anyOf: [subPath, { const: '' }] },
    readOnly: boolean,
  },
  ['name', 'mountPath'],
);
const device = record({ name: plainName, devicePath: podPath }, ['name', 'devicePath']);

/** With any name that the schema allows. */
export function podContainer(name: object) {
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
