import { findOtherOwner, type OwnedMetadata } from '../../certificates/secret-owner.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import { findSecretUse } from '../../status/find-secret-use.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type {
  Deployment,
  ServiceReference,
  WebhookConfiguration,
  WebhookFacts,
} from '../../status/webhook-facts.ts';
import { findReadySince } from './find-ready-since.ts';
import type { Notes } from './notes.ts';
import { readGuards, UNREAD_GUARDS } from './read-guards.ts';
import { readSlices } from './read-slices.ts';

/**
 * Reads what there is of the webhook itself: its configurations, and by them where it runs.
 *
 * @param aside for what does not tell whether it is called, and answers.
 */
export async function readWebhook(
  reader: ObjectReader,
  notes: Notes,
  aside: Notes = notes,
): Promise<WebhookFacts> {
  const [mutating, validating] = await Promise.all([
    notes.orUnknown('whether the webhook is called', readConfiguration(reader, 'mutating')),
    aside.orUnknown('whether what is applied is checked', readConfiguration(reader, 'validating')),
  ]);
  // Who may not read that configuration may not read the policies, as a rule: one note is enough.
  const guards =
    mutating === UNKNOWN ? UNREAD_GUARDS : await readGuards(reader, isSkipped(mutating) ? notes : aside);
  const service = findService(mutating) ?? findService(validating);
  if (service === undefined) {
    const nothing = { deployment: UNKNOWN, slices: UNKNOWN, chain: UNKNOWN } as const;
    return { mutating, validating, guards, service, ...nothing, foreignSecret: undefined };
  }
  const { namespace, name } = service;
  const [deployment, slices] = await Promise.all([
    aside.orUnknown(
      'how many replicas of the webhook are ready',
      reader.get<Deployment>({ api: 'apis/apps/v1', resource: 'deployments', namespace }, name),
    ),
    notes.orUnknown('whether the webhook can be reached', readSlices(reader, service)),
  ]);
  const certificate = await aside.orUnknown(TRUST, readCertificate(reader, namespace, deployment, aside));
  const held = certificate === UNKNOWN || certificate === undefined ? NOT_HELD : certificate;
  const readySince = findReadySince(deployment);
  return { mutating, validating, guards, service, deployment, readySince, slices, ...held };
}

const NAME = 'per-pod-config';

const NOT_HELD: Certificate = { chain: UNKNOWN, foreignSecret: undefined };

const TRUST = 'whether caBundle covers the serving certificate';

async function readConfiguration(
  reader: ObjectReader,
  kind: 'mutating' | 'validating',
): Promise<WebhookConfiguration | undefined> {
  const resource = `${kind}webhookconfigurations`;
  return reader.get({ api: 'apis/admissionregistration.k8s.io/v1', resource }, NAME);
}

/** Whether pods are created without the webhook while it is unavailable, unless a policy denies them. */
function isSkipped(mutating: WebhookConfiguration | undefined): boolean {
  return (mutating?.webhooks ?? []).some(({ failurePolicy }) => failurePolicy === 'Ignore');
}

function findService(configuration: Reading<WebhookConfiguration>): ServiceReference | undefined {
  if (configuration === UNKNOWN) return undefined;
  return configuration?.webhooks
    ?.map(({ clientConfig }) => clientConfig.service)
    .find(one => one !== undefined);
}

/** Of the Secret, only the certificate and its owner are kept. */
async function readCertificate(
  reader: ObjectReader,
  namespace: string,
  deployment: Reading<Deployment>,
  notes: Notes,
): Promise<Certificate> {
  const use = findSecretUse(deployment);
  if (use === undefined) {
    notes.add(`cannot tell ${TRUST}: it serves with files that no Secret holds`);
    return NOT_HELD;
  }
  const secret = await reader.get<Secret>({ api: 'api/v1', resource: 'secrets', namespace }, use.name);
  const name = `${namespace}/${use.name}`;
  const owner = use.isManaged ? findOtherOwner(secret?.metadata ?? {}) : undefined;
  const foreignSecret = owner === undefined ? undefined : { name, owner };
  const chain = secret?.data?.[use.key];
  if (chain === undefined) notes.add(`cannot tell ${TRUST}: Secret ${name} has no ${use.key}`);
  return { chain: chain && Buffer.from(chain, 'base64').toString(), foreignSecret };
}

type Certificate = Pick<WebhookFacts, 'chain' | 'foreignSecret'>;

interface Secret {
  readonly metadata?: OwnedMetadata;
  readonly data?: Readonly<Record<string, string>>;
}
