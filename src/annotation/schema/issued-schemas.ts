import { MAX_ITEMS } from '../../bounds/bounds.ts';
import { name, optional, text, user } from './field-schemas.ts';

const labelValue = {
  type: 'string',
  maxLength: 63,
  pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$',
} as const;
export const clusterTrustBundle = {
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

export const podCertificate = {
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
