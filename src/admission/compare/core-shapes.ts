import { cleanAbsolute, cleanRelative } from '../../annotation/clean-path.ts';
import type { Field, Shape } from './shape.ts';

/**
 * What the fields mean that the webhook writes into a pod, and that it finds again in a second call: by then the API
 * server has decoded them into its types, added defaults and encoded them again without zero values that are `omitempty`,
 * and other webhooks and policies may have changed them.
 *
 * Types and `omitempty`: k8s.io/api/core/v1/types.go. Defaults: k8s.io/kubernetes/pkg/apis/core/v1/defaults.go. Both of 1.37.
 * A field of a pointer type keeps its zero value (`optional: false`, `mode: 0`); where its absence has a meaning that the
 * documentation of the type names, that is given here, too.
 */

const SAME: Field = {};
/** Policies set it on what is not theirs; what is shown stays the same. So does each field that is not listed at all. */
const POLICY: Field = { policy: true };
const OPTIONAL: Field = { absent: false, policy: true };
/** SetDefaults_ConfigMapVolumeSource, SetDefaults_SecretVolumeSource, SetDefaults_ProjectedVolumeSource. */
const DEFAULT_MODE: Field = { absent: 0o644, policy: true };

/** `user` is since 1.37, and dropped where its feature gate is off. */
const KEY_TO_PATH: Shape = {
  fields: { key: SAME, path: { read: cleanRelative }, mode: POLICY, user: POLICY },
};
const ITEMS: Field = { absent: [], shape: KEY_TO_PATH, read: sortByPath };

/** SetDefaults_ObjectFieldSelector. */
const FIELD_REF: Shape = { fields: { apiVersion: { absent: 'v1' }, fieldPath: SAME } };

const DOWNWARD_FILE: Shape = {
  fields: {
    path: { read: cleanRelative },
    fieldRef: { shape: FIELD_REF },
    resourceFieldRef: SAME,
    mode: POLICY,
  },
};

/** ConfigMapProjection and SecretProjection. */
const OBJECT_PROJECTION: Shape = { fields: { name: SAME, items: ITEMS, optional: OPTIONAL } };

const PATH: Field = { absent: '', read: cleanRelative };
const CLUSTER_TRUST_BUNDLE: Shape = {
  fields: {
    name: SAME,
    signerName: SAME,
    labelSelector: SAME,
    optional: OPTIONAL,
    path: PATH,
    user: POLICY,
  },
};

const POD_CERTIFICATE: Shape = {
  fields: {
    signerName: SAME,
    keyType: SAME,
    maxExpirationSeconds: POLICY,
    credentialBundlePath: PATH,
    keyPath: PATH,
    certificateChainPath: PATH,
    userAnnotations: { absent: {} },
    user: POLICY,
  },
};

/** A policy may have all images pulled always, or from a mirror. */
const IMAGE: Shape = { fields: { reference: POLICY, pullPolicy: POLICY } };

const PROJECTION: Shape = {
  fields: {},
  kinds: {
    configMap: { shape: OBJECT_PROJECTION },
    secret: { shape: OBJECT_PROJECTION },
    downwardAPI: { shape: { fields: { items: { absent: [], shape: DOWNWARD_FILE, read: sortByPath } } } },
    clusterTrustBundle: { shape: CLUSTER_TRUST_BUNDLE },
    podCertificate: { shape: POD_CERTIFICATE },
  },
};

/** Beside these, each source has `defaultUser` since 1.37, which is dropped where its feature gate is off. */
export const VOLUME: Shape = {
  fields: { name: SAME },
  kinds: {
    configMap: {
      shape: { fields: { name: SAME, items: ITEMS, optional: OPTIONAL, defaultMode: DEFAULT_MODE } },
    },
    secret: {
      shape: { fields: { secretName: SAME, items: ITEMS, optional: OPTIONAL, defaultMode: DEFAULT_MODE } },
    },
    projected: { shape: { fields: { sources: { shape: PROJECTION }, defaultMode: DEFAULT_MODE } } },
    image: { shape: IMAGE },
  },
};

/**
 * What we mount is read-only whatever `readOnly` says: the kubelet mounts volumes of configuration in no other way.
 * Without a value, propagation is None and recursive read-only Disabled.
 */
export const VOLUME_MOUNT: Shape = {
  fields: {
    name: SAME,
    mountPath: { read: cleanAbsolute },
    subPath: { absent: '', read: cleanRelative },
    subPathExpr: { absent: '' },
    readOnly: { read: () => undefined },
    mountPropagation: { absent: 'None', policy: true },
    recursiveReadOnly: { absent: 'Disabled', policy: true },
    bindMountOptions: { absent: [], policy: true },
  },
};

/** ConfigMapKeySelector and SecretKeySelector. */
const KEY_SELECTOR: Shape = { fields: { name: SAME, key: SAME, optional: OPTIONAL } };

const VALUE_FROM: Shape = {
  fields: {},
  kinds: {
    configMapKeyRef: { shape: KEY_SELECTOR },
    secretKeyRef: { shape: KEY_SELECTOR },
    fieldRef: { shape: FIELD_REF },
  },
};

export const ENV_VAR: Shape = {
  fields: { name: SAME, value: { absent: '' }, valueFrom: { shape: VALUE_FROM } },
  kinds: {},
};

/** Which key is at which path does not depend on the order. */
function sortByPath(items: unknown): unknown {
  if (!Array.isArray(items)) return items;
  return items.toSorted((one, other) => compareTexts(pathOf(one), pathOf(other)));
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function pathOf(item: unknown): string {
  const path: unknown = Object(item).path;
  return typeof path === 'string' ? path : '';
}
