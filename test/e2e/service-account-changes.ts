/** A change that the webhook's service account may not make. */
export interface Change {
  /** The field as the denial names it. */
  readonly field: string;
  /** A JSON Patch. */
  readonly patch: readonly object[];
}

const set = (path: string, value: unknown) => ({ op: 'add', path, value });

/** Of a webhook configuration: every field but `caBundle`. */
export function listConfigurationChanges(isMutating: boolean): Change[] {
  const fields = { ...WEBHOOK_FIELDS, ...(isMutating ? MUTATING_FIELDS : VALIDATING_FIELDS) };
  return [
    ...listMetadataChanges(),
    ...Object.entries(fields).map(([name, value]) => ({
      field: `webhooks[0].${name}`,
      patch: [set(`/webhooks/0/${name}`, value)],
    })),
    ...Object.entries(SERVICE_FIELDS).map(([name, value]) => ({
      field: 'webhooks[0].clientConfig',
      patch: [set(`/webhooks/0/clientConfig/service/${name}`, value)],
    })),
    {
      field: 'webhooks[0].clientConfig',
      patch: [set('/webhooks/0/clientConfig', { url: 'https://127.0.0.1/' })],
    },
    { field: 'the number of webhooks', patch: [{ op: 'remove', path: '/webhooks/0' }] },
    {
      field: 'the number of webhooks',
      patch: [
        { op: 'copy', from: '/webhooks/0', path: '/webhooks/1' },
        set('/webhooks/1/name', 'second.per-pod-config.svc'),
      ],
    },
  ];
}

/** Of the Secret: all but the keys that the program writes. */
export function listSecretChanges(): Change[] {
  return [
    ...listMetadataChanges(),
    { field: 'data.other', patch: [set('/data/other', 'eA==')] },
    { field: 'immutable', patch: [set('/immutable', true)] },
  ];
}

function listMetadataChanges(): Change[] {
  return Object.entries(METADATA).map(([name, value]) => ({
    field: `metadata.${name}`,
    patch: [set(`/metadata/${name}`, value)],
  }));
}

const METADATA = {
  labels: { other: 'x' },
  annotations: { other: 'x' },
  finalizers: ['example.com/other'],
  ownerReferences: [{ apiVersion: 'v1', kind: 'Namespace', name: 'default', uid: '1' }],
};

const WEBHOOK_FIELDS = {
  name: 'other.per-pod-config.svc',
  rules: [{ apiGroups: ['*'], apiVersions: ['*'], resources: ['*/*'], operations: ['*'], scope: '*' }],
  objectSelector: { matchLabels: { other: 'x' } },
  namespaceSelector: {},
  matchConditions: [{ name: 'never', expression: 'false' }],
  matchPolicy: 'Exact',
  sideEffects: 'NoneOnDryRun',
  timeoutSeconds: 9,
  admissionReviewVersions: ['v1', 'v1beta1'],
};

const MUTATING_FIELDS = { failurePolicy: 'Fail', reinvocationPolicy: 'Never' };

const VALIDATING_FIELDS = { failurePolicy: 'Fail' };

const SERVICE_FIELDS = { namespace: 'other', name: 'other', path: '/other', port: 444 };
