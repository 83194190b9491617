import type { RawPod } from './apply-independently.ts';

/**
 * A pod as the API server sends it to the next webhook: decoded into the Go types of k8s.io/api/core/v1, defaults added,
 * encoded again. The types are those of types.go in 1.37, written down from there and not from what the webhook knows of
 * them; fields of other types are passed on as they came.
 */
export function roundTrip(pod: RawPod): RawPod {
  return POD.encode(POD.decode(pod)) as RawPod;
}

/** How a Go type is read from JSON, and written to it. Its zero value is that of an absent or null field. */
interface GoType {
  decode(json: unknown): unknown;
  encode(value: unknown): unknown;
  isZero(value: unknown): boolean;
}

type Fields = Record<string, { readonly type: GoType; readonly omitempty: boolean }>;

const scalar = (zero: unknown): GoType => ({
  decode: json => json ?? zero,
  encode: value => value,
  isZero: value => value === zero,
});
const STRING = scalar('');
const BOOL = scalar(false);
const INT = scalar(0);
const ANY: GoType = { decode: json => json, encode: value => value, isZero: value => value === undefined };

/** nil is undefined here, and null in JSON. */
const pointer = (type: GoType): GoType => ({
  decode: json => (json == null ? undefined : type.decode(json)),
  encode: value => (value === undefined ? null : type.encode(value)),
  isZero: value => value === undefined,
});
const slice = (type: GoType): GoType => ({
  decode: json => (json == null ? undefined : (json as unknown[]).map(type.decode)),
  encode: value => (value === undefined ? null : (value as unknown[]).map(type.encode)),
  isZero: value => value === undefined || (value as unknown[]).length === 0,
});
const map: GoType = {
  decode: json => json ?? undefined,
  encode: value => value ?? null,
  isZero: value => value === undefined || Object.keys(value as object).length === 0,
};

/** `setDefaults` changes what was decoded. */
function struct(
  fields: Fields,
  setDefaults: (object: Record<string, unknown>) => void = () => undefined,
): GoType {
  return {
    decode(json) {
      const source = (json ?? {}) as Record<string, unknown>;
      const object = { ...source };
      for (const [name, { type }] of Object.entries(fields)) object[name] = type.decode(source[name]);
      setDefaults(object);
      return object;
    },
    encode(value) {
      const object: Record<string, unknown> = { ...(value as object) };
      for (const [name, { type, omitempty }] of Object.entries(fields)) {
        if (omitempty && type.isZero(object[name])) delete object[name];
        else object[name] = type.encode(object[name]);
      }
      return object;
    },
    isZero: () => false,
  };
}

const omitempty = (type: GoType) => ({ type, omitempty: true });
const always = (type: GoType) => ({ type, omitempty: false });
const orElse = (field: string, value: unknown) => (object: Record<string, unknown>) => {
  if (object[field] === undefined || object[field] === '') object[field] = value;
};

const MODE = omitempty(pointer(INT));
const OPTIONAL = omitempty(pointer(BOOL));
const ITEMS = omitempty(slice(struct({ key: always(STRING), path: always(STRING), mode: MODE, user: MODE })));
const DEFAULT_MODE = orElse('defaultMode', 420);
const FIELD_REF = struct(
  { apiVersion: omitempty(STRING), fieldPath: always(STRING) },
  orElse('apiVersion', 'v1'),
);
const NAMED_PROJECTION = struct({ name: omitempty(STRING), items: ITEMS, optional: OPTIONAL });
const DOWNWARD_FILE = struct({
  path: always(STRING),
  fieldRef: omitempty(pointer(FIELD_REF)),
  resourceFieldRef: omitempty(pointer(ANY)),
  mode: MODE,
  user: MODE,
});
const PROJECTION = struct({
  secret: omitempty(pointer(NAMED_PROJECTION)),
  configMap: omitempty(pointer(NAMED_PROJECTION)),
  downwardAPI: omitempty(pointer(struct({ items: omitempty(slice(DOWNWARD_FILE)) }))),
});
const OPTIONS = { items: ITEMS, defaultMode: MODE, optional: OPTIONAL, defaultUser: MODE };
const VOLUME = struct(
  {
    name: always(STRING),
    configMap: omitempty(pointer(struct({ name: omitempty(STRING), ...OPTIONS }, DEFAULT_MODE))),
    secret: omitempty(pointer(struct({ secretName: omitempty(STRING), ...OPTIONS }, DEFAULT_MODE))),
    projected: omitempty(
      pointer(
        struct({ sources: always(slice(PROJECTION)), defaultMode: MODE, defaultUser: MODE }, DEFAULT_MODE),
      ),
    ),
  },
  // SetDefaults_Volume
  volume => {
    const sources = Object.entries(volume).filter(([key, source]) => key !== 'name' && source != null);
    if (sources.length === 0) volume['emptyDir'] = {};
  },
);
const MOUNT = struct({
  name: always(STRING),
  readOnly: omitempty(BOOL),
  recursiveReadOnly: omitempty(pointer(STRING)),
  mountPath: always(STRING),
  subPath: omitempty(STRING),
  mountPropagation: omitempty(pointer(STRING)),
  subPathExpr: omitempty(STRING),
  bindMountOptions: omitempty(slice(STRING)),
});
const KEY_REF = omitempty(
  pointer(struct({ name: omitempty(STRING), key: always(STRING), optional: OPTIONAL })),
);
const VALUE_FROM = struct({
  fieldRef: omitempty(pointer(FIELD_REF)),
  configMapKeyRef: KEY_REF,
  secretKeyRef: KEY_REF,
});
const ENV = struct({
  name: always(STRING),
  value: omitempty(STRING),
  valueFrom: omitempty(pointer(VALUE_FROM)),
});
const OBJECT_REF = omitempty(pointer(struct({ name: omitempty(STRING), optional: OPTIONAL })));
const ENV_FROM = struct({ prefix: omitempty(STRING), configMapRef: OBJECT_REF, secretRef: OBJECT_REF });
const CONTAINERS = slice(
  struct({
    env: omitempty(slice(ENV)),
    envFrom: omitempty(slice(ENV_FROM)),
    volumeMounts: omitempty(slice(MOUNT)),
  }),
);
const POD = struct({
  metadata: always(struct({ annotations: omitempty(map), labels: omitempty(map) })),
  spec: always(
    struct({
      volumes: omitempty(slice(VOLUME)),
      initContainers: omitempty(CONTAINERS),
      containers: always(CONTAINERS),
    }),
  ),
});
