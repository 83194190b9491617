import type { ObjectReader } from '../../cluster/object-reader.ts';
import { countEndpoints } from '../../status/count-endpoints.ts';
import {
  failsClosed,
  type OtherWebhook,
  type OtherWebhooks,
  type Reach,
} from '../../status/find-unreachable-webhooks.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { ServiceReference } from '../../status/webhook-facts.ts';
import type { Notes } from './notes.ts';
import { readSlices } from './read-slices.ts';

/** Reads which other webhooks may keep pods from being created, and whether anything answers for them. */
export async function readOtherWebhooks(reader: ObjectReader, notes: Notes): Promise<OtherWebhooks> {
  const all = await Promise.all(
    (['Mutating', 'Validating'] as const).map(kind => readConfigurations(reader, kind, notes)),
  );
  const webhooks = all.flat().filter(failsClosed);
  const services = new Map(
    webhooks
      .map(({ clientConfig }) => clientConfig.service)
      .filter(service => service !== undefined)
      .map(service => [keyOf(service), service]),
  );
  const reached = new Map<string, Reach>();
  await Promise.all(
    [...services].map(async ([key, service]) => reached.set(key, await readReach(reader, service, notes))),
  );
  return { webhooks, reachOf: service => reached.get(keyOf(service)) ?? UNKNOWN };
}

const WHAT = 'whether other webhooks keep pods from being created';

async function readConfigurations(
  reader: ObjectReader,
  kind: 'Mutating' | 'Validating',
  notes: Notes,
): Promise<OtherWebhook[]> {
  const resource = `${kind.toLowerCase()}webhookconfigurations`;
  const listed = reader.list<Configuration>({ api: 'apis/admissionregistration.k8s.io/v1', resource });
  const found = await notes.orUnknown(WHAT, listed);
  if (found === undefined || found === UNKNOWN) return [];
  return found
    .filter(({ metadata }) => metadata.name !== OURS)
    .flatMap(({ metadata, webhooks }) =>
      (webhooks ?? []).map(webhook => ({
        ...webhook,
        configuration: `${kind}WebhookConfiguration ${metadata.name}`,
      })),
    );
}

interface Configuration {
  readonly metadata: { readonly name: string };
  readonly webhooks?: readonly Omit<OtherWebhook, 'configuration'>[] | null;
}

/** `readWebhook` reads this one. */
const OURS = 'per-pod-config';

function keyOf({ namespace, name }: ServiceReference): string {
  return `${namespace}/${name}`;
}

async function readReach(reader: ObjectReader, reference: ServiceReference, notes: Notes): Promise<Reach> {
  const { namespace, name } = reference;
  const [service, slices] = await Promise.all([
    notes.orUnknown(WHAT, reader.get<Service>({ api: 'api/v1', resource: 'services', namespace }, name)),
    notes.orUnknown(WHAT, readSlices(reader, reference)),
  ]);
  if (service === undefined) return 'absent';
  if (service === UNKNOWN || slices === UNKNOWN) return UNKNOWN;
  if (countEndpoints(slices ?? []) > 0) return 'ready';
  // Without a selector, another client keeps its endpoints, or DNS leads elsewhere.
  return service.spec?.selector == null ? UNKNOWN : 'no endpoint';
}

interface Service {
  readonly spec?: { readonly selector?: Readonly<Record<string, string>> | null };
}
