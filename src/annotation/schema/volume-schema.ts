import { MAX_FILES, MAX_ITEMS, MAX_SOURCES } from '../../bounds/bounds.ts';
import {
  containers,
  injectedContainers,
  LABEL,
  mode,
  name,
  optional,
  text,
  user,
  when,
} from './field-schemas.ts';
import { clusterTrustBundle, podCertificate } from './issued-schemas.ts';

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

export const volume = {
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
