import type { ObjectReader } from '../../cluster/object-reader.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type {
  Deployment,
  Endpoints,
  ServiceReference,
  WebhookConfiguration,
  WebhookFacts,
} from '../../status/webhook-facts.ts';
import type { Notes } from './notes.ts';

/** Reads what there is of the webhook itself: its configurations, and by them where it runs. */
export async function readWebhook(reader: ObjectReader, notes: Notes): Promise<WebhookFacts> {
  const [mutating, validating] = await Promise.all([
    notes.orUnknown('whether the webhook is called', readConfiguration(reader, 'mutating')),
    notes.orUnknown('whether what is applied is checked', readConfiguration(reader, 'validating')),
  ]);
  const service = findService(mutating) ?? findService(validating);
  if (service === undefined) {
    const nothing = { deployment: UNKNOWN, endpoints: UNKNOWN, chain: UNKNOWN } as const;
    return { mutating, validating, service, ...nothing };
  }
  const { namespace, name } = service;
  const [deployment, endpoints, chain] = await Promise.all([
    notes.orUnknown(
      'how many replicas of the webhook are ready',
      reader.get<Deployment>({ api: 'apis/apps/v1', resource: 'deployments', namespace }, name),
    ),
    notes.orUnknown(
      'whether the webhook can be reached',
      reader.get<Endpoints>({ api: 'api/v1', resource: 'endpoints', namespace }, name),
    ),
    notes.orUnknown(TRUST, readChain(reader, namespace, notes)),
  ]);
  return { mutating, validating, service, deployment, endpoints, chain };
}

const NAME = 'per-pod-config';

const TRUST = 'whether caBundle covers the serving certificate';

export async function readConfiguration(
  reader: ObjectReader,
  kind: 'mutating' | 'validating',
): Promise<WebhookConfiguration | undefined> {
  const resource = `${kind}webhookconfigurations`;
  return reader.get({ api: 'apis/admissionregistration.k8s.io/v1', resource }, NAME);
}

function findService(configuration: Reading<WebhookConfiguration>): ServiceReference | undefined {
  if (configuration === UNKNOWN) return undefined;
  return configuration?.webhooks
    ?.map(({ clientConfig }) => clientConfig.service)
    .find(one => one !== undefined);
}

/** Of the Secret, only the certificate is kept. */
async function readChain(reader: ObjectReader, namespace: string, notes: Notes): Promise<string | undefined> {
  const resource = { api: 'api/v1', resource: 'secrets', namespace };
  const secret = await reader.get<{ readonly data?: Readonly<Record<string, string>> }>(resource, SECRET);
  const chain = secret?.data?.['tls.crt'];
  if (chain !== undefined) return Buffer.from(chain, 'base64').toString();
  notes.add(`cannot tell ${TRUST}: Secret ${namespace}/${SECRET} has no tls.crt`);
  return undefined;
}

/** As the manifests name it. */
const SECRET = 'per-pod-config-tls';
