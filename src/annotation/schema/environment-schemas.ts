import { anyText, containers, injectedContainers, name, optional, text, when } from './field-schemas.ts';

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

export const env = {
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

export const envFrom = {
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
