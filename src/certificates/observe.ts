import type { CertificateApi } from './certificate-api.ts';
import type { SecretData } from './secret-data.ts';
import { findOtherOwner, type OwnedMetadata } from './secret-owner.ts';
import {
  parseWebhookConfiguration,
  WEBHOOK_KINDS,
  type WebhookConfiguration,
  webhookConfigurationPath,
} from './webhook-configuration.ts';

/** What certificates are managed for, and where they are kept. */
export interface Place {
  readonly namespace: string;
  readonly secretName: string;
  /** Of both webhook configurations. */
  readonly configurationName: string;
}

/** All that there is in the cluster, as one replica has read it. */
export interface Observation {
  readonly configurations: readonly WebhookConfiguration[];
  readonly secret: StoredSecret | undefined;
  /** The API server's clock, where it tells the time. */
  readonly date: Date | undefined;
}

export interface StoredSecret {
  readonly resourceVersion: string;
  readonly data: SecretData;
  /** Who else writes it, in words; undefined when it is the program's own. */
  readonly otherOwner: string | undefined;
}

/**
 * Reads first the configurations, then the Secret. In this order, a caBundle that is changed by what was read
 * is never an older one than is there: who changed the Secret since has not published that yet, or has
 * changed the configuration as well, and then it is not the one that was read any more.
 */
export async function observe(api: CertificateApi, place: Place, signal: AbortSignal): Promise<Observation> {
  const found = await Promise.all(
    WEBHOOK_KINDS.map(async kind => {
      const path = webhookConfigurationPath(kind, place.configurationName);
      const { object } = await api.get(path, signal);
      return object === undefined ? [] : [parseWebhookConfiguration(kind, path, object)];
    }),
  );
  const { object, date } = await api.get(secretPath(place), signal);
  const secret = object === undefined ? undefined : parseStoredSecret(object);
  return { configurations: found.flat(), secret, date };
}

export function secretPath({ namespace, secretName }: Place): string {
  return `/api/v1/namespaces/${namespace}/secrets/${secretName}`;
}

function parseStoredSecret(object: unknown): StoredSecret {
  const { metadata, data } = object as {
    readonly metadata: { readonly resourceVersion: string } & OwnedMetadata;
    readonly data?: SecretData;
  };
  const { resourceVersion } = metadata;
  return { resourceVersion, data: data ?? {}, otherOwner: findOtherOwner(metadata) };
}
