import {
  MAX_CONTAINERS_NAMED,
  MAX_ENV_FROM,
  MAX_FILES,
  MAX_ITEMS,
  MAX_OWN_VARIABLES,
  MAX_PATCHES,
  MAX_SOURCES,
  MAX_VARIABLES,
  MAX_VOLUMES,
} from '../bounds/bounds.ts';
import { PATCH_PARTS } from './patches/patch-schema.ts';

/**
 * The JSON Schema of the annotation's long form: what the parser checks by, and what is published as
 * annotation.schema.json for editors. What no schema can say (expressions, names that clash) is checked
 * after it.
 */
const text = (description: string) => ({ type: 'string', description }) as const;
/** What YAML takes for a number or boolean is a text there. */
const anyText = (description: string) => ({ type: ['string', 'number', 'boolean'], description }) as const;
/** The name or key of an object, which may well be a number. */
const name = (description: string) => ({ type: ['string', 'number'], description }) as const;
const optional = {
  type: 'boolean',
  description: 'Whether the pod may start without the object or its keys.',
} as const;

/** A DNS label: the name of a volume or container. */
const LABEL = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';

const items = {
  type: 'array',
  maxItems: MAX_ITEMS,
  description: 'Which keys are shown, and as which files; all of them by default.',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['key', 'path'],
    properties: {
      key: name('Key of the object. May hold expressions.'),
      path: text('Path below the mount, relative. May hold expressions.'),
      mode: mode('of this file'),
      user: user('of this file'),
    },
  },
} as const;

const names = {
  type: 'array',
  minItems: 1,
  maxItems: MAX_CONTAINERS_NAMED,
  uniqueItems: true,
  items: { type: 'string' },
} as const;

const containers = {
  ...names,
  description: 'Names of the containers that get it, init containers and sidecars too; all by default.',
} as const;

const injectedContainers = {
  ...names,
  // Those of `containers` are compared with the template's.
  items: { type: 'string', pattern: LABEL },
  description:
    'Names of containers that get it, too, and that another webhook may add later, such as istio-proxy. ' +
    'Without `containers`, no others do.',
} as const;

/** A literal `true` or `false` switches an element on or off. */
const when = {
  type: ['string', 'boolean'],
  description:
    'A CEL expression, without $( and ), that gives a bool; where it is false, the element does not exist for that pod.',
} as const;

const files = {
  type: 'object',
  minProperties: 1,
  maxProperties: MAX_FILES,
  description: 'Files by their path below the mount; both paths and texts may hold expressions.',
  additionalProperties: { type: ['string', 'number', 'boolean'] },
} as const;

const image = {
  type: ['string', 'object'],
  description: 'An image, or another artifact of a registry, whose files are mounted. May hold expressions.',
  additionalProperties: false,
  required: ['reference'],
  properties: {
    reference: text('Reference of the image. May hold expressions.'),
    pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'], description: 'When it is pulled.' },
  },
} as const;

const labelValue = {
  type: 'string',
  maxLength: 63,
  pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$',
} as const;
const clusterTrustBundle = {
  type: 'object',
  description: 'Certificates of authorities, as in the core API.',
  additionalProperties: false,
  required: ['path'],
  properties: {
    name: name('Name of the ClusterTrustBundle. May hold expressions.'),
    signerName: name('Signer of all ClusterTrustBundles that are meant. May hold expressions.'),
    labelSelector: {
      type: 'object',
      description: "Which of the signer's; none by default.",
      additionalProperties: false,
      properties: {
        matchLabels: { type: 'object', maxProperties: MAX_ITEMS, additionalProperties: labelValue },
        matchExpressions: {
          type: 'array',
          maxItems: MAX_ITEMS,
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['key', 'operator'],
            properties: {
              key: { type: 'string' },
              operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
              values: { type: 'array', maxItems: MAX_ITEMS, items: labelValue },
            },
          },
        },
      },
    },
    optional,
    path: text('Path of the file below the mount, relative. May hold expressions.'),
    user: user('of this file'),
  },
  oneOf: [{ required: ['name'] }, { required: ['signerName'] }],
} as const;

const podCertificate = {
  type: 'object',
  description: 'A key and a certificate that are issued for the pod, as in the core API.',
  additionalProperties: false,
  required: ['signerName', 'keyType'],
  properties: {
    signerName: name('Signer of the certificate. May hold expressions.'),
    keyType: {
      enum: ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'],
      description: 'Type of the key.',
    },
    maxExpirationSeconds: {
      type: 'integer',
      minimum: 3_600,
      maximum: 7_862_400,
      description: 'How long the certificate is valid at most; a day by default.',
    },
    credentialBundlePath: text('Path of a file with key and certificates. May hold expressions.'),
    keyPath: text('Path of a file with the key. May hold expressions.'),
    certificateChainPath: text('Path of a file with the certificates. May hold expressions.'),
    userAnnotations: {
      type: 'object',
      maxProperties: MAX_ITEMS,
      description: 'What the signer is told, by keys with a domain. Texts may hold expressions.',
      additionalProperties: { type: ['string', 'number', 'boolean'] },
    },
    user: user('of these files'),
  },
} as const;

const volume = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: {
      ...text(
        'Name of the volume. A volume of the pod that has this name is replaced, and its mounts stay: a configMap, secret, ' +
          'projected, or downwardAPI volume, or an emptyDir that no init container writes to. Any other is a conflict.',
      ),
      pattern: LABEL,
    },
    mountPath: text('Path in the containers, from their root. May hold expressions.'),
    subPath: text(
      'Path within the volume to mount. Kubernetes never updates such a mount. May hold expressions.',
    ),
    containers,
    injectedContainers,
    when,
    readOnly: {
      type: 'boolean',
      default: true,
      description: 'Has no effect: ConfigMaps, Secrets and files are always mounted read-only.',
    },
    defaultMode: mode('of files that have none of their own'),
    defaultUser: user('of files that have none of their own'),
    configMap: reference('name', 'Name of the ConfigMap. May hold expressions.'),
    secret: reference('secretName', 'Name of the Secret. May hold expressions.'),
    files,
    image,
    sources: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_SOURCES,
      description:
        'Several sources in one volume; of two files with one path, that of the later source is seen.',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          configMap: reference('name', 'Name of the ConfigMap. May hold expressions.'),
          secret: reference('name', 'Name of the Secret. May hold expressions.'),
          files,
          clusterTrustBundle,
          podCertificate,
          when,
        },
        oneOf: [
          { required: ['configMap'] },
          { required: ['secret'] },
          { required: ['files'] },
          { required: ['clusterTrustBundle'] },
          { required: ['podCertificate'] },
        ],
      },
    },
  },
  oneOf: [
    { required: ['configMap'] },
    { required: ['secret'] },
    { required: ['files'] },
    { required: ['sources'] },
    { required: ['image'] },
  ],
} as const;

/** What Kubernetes takes since 1.34 at the latest: anything printable of ASCII but `=`. */
const environmentName = { type: 'string', pattern: '^[ -<>-~]+$' } as const;

const valueFrom = {
  type: 'object',
  additionalProperties: false,
  description: 'Where its value comes from, as in the core API.',
  properties: {
    configMapKeyRef: keyReference('ConfigMap'),
    secretKeyRef: keyReference('Secret'),
    fieldRef: {
      type: 'object',
      description: 'A field of the pod.',
      additionalProperties: false,
      required: ['fieldPath'],
      properties: {
        apiVersion: { enum: ['v1'], description: 'Of the pod.' },
        fieldPath: text("Such as status.podIP, or metadata.labels['role']. May hold expressions."),
      },
    },
  },
  oneOf: [{ required: ['configMapKeyRef'] }, { required: ['secretKeyRef'] }, { required: ['fieldRef'] }],
} as const;

const env = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { ...environmentName, description: 'Name of the variable.' },
    value: anyText('Its value. May hold expressions.'),
    valueFrom,
    containers,
    injectedContainers,
    when,
  },
  oneOf: [{ required: ['value'] }, { required: ['valueFrom'] }],
} as const;

const envFrom = {
  type: 'object',
  additionalProperties: false,
  properties: {
    configMap: name('Name of the ConfigMap whose keys become variables. May hold expressions.'),
    secret: name('Name of the Secret whose keys become variables. May hold expressions.'),
    prefix: { type: 'string', pattern: '^[ -<>-~]*$', description: 'Goes in front of each name.' },
    optional,
    containers,
    injectedContainers,
    when,
  },
  oneOf: [{ required: ['configMap'] }, { required: ['secret'] }],
} as const;

const patch = {
  type: 'object',
  additionalProperties: false,
  properties: {
    when,
    ...PATCH_PARTS,
  },
} as const;

const variables = {
  type: 'object',
  maxProperties: MAX_OWN_VARIABLES,
  description:
    'Values that expressions use as variables.NAME. One that is just one expression keeps its type; each may use those before it.',
  additionalProperties: {
    type: ['string', 'integer', 'boolean'],
    minimum: Number.MIN_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
  },
} as const;

export const ANNOTATION_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'The annotation per-pod-config of a StatefulSet, in its long form',
  description: 'Expressions are $(…), in CEL; $$( is $( itself.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    variables,
    volumes: { type: 'array', maxItems: MAX_VOLUMES, description: 'What is mounted.', items: volume },
    env: {
      type: 'array',
      maxItems: MAX_VARIABLES,
      description: "Variables, in front of the container's own.",
      items: env,
    },
    envFrom: {
      type: 'array',
      maxItems: MAX_ENV_FROM,
      description: "Variables from objects, in front of the container's own.",
      items: envFrom,
    },
    patches: {
      type: 'array',
      maxItems: MAX_PATCHES,
      description: 'Strategic merge patches of the pod, as kubectl patch takes them, in order.',
      items: patch,
    },
  },
} as const;

/** Its name as a string, or a mapping with more to say. */
function reference<Name extends string>(nameKey: Name, description: string) {
  return {
    type: ['string', 'number', 'object'],
    description,
    additionalProperties: false,
    required: [nameKey],
    properties: { [nameKey]: name(description), items, optional },
  } as const;
}

/** A key of an object, as the core API has it. */
function keyReference(kind: string) {
  return {
    type: 'object',
    description: `A key of a ${kind}.`,
    additionalProperties: false,
    required: ['name', 'key'],
    properties: {
      name: name(`Name of the ${kind}. May hold expressions.`),
      key: name('The key. May hold expressions.'),
      optional,
    },
  } as const;
}

/** A function, so that it can be used above. */
function mode(whose: string) {
  const description = `Mode bits ${whose}: 0400 in YAML, 256 in JSON.`;
  return { type: 'integer', minimum: 0, maximum: 0o777, description } as const;
}

function user(whose: string) {
  const description = `Owner ${whose}, by number: Kubernetes 1.37 with the feature gate AtomicWriteVolumeUserFields.`;
  return { type: 'integer', minimum: 0, maximum: 2_147_483_647, description } as const;
}
