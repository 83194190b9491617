import type { X509Certificate } from 'node:crypto';
import { parseCertificates } from './parse-certificates.ts';

/** A MutatingWebhookConfiguration or a ValidatingWebhookConfiguration, as far as it is about certificates. */
export interface WebhookConfiguration {
  readonly kind: WebhookKind;
  readonly path: string;
  readonly resourceVersion: string;
  readonly webhooks: readonly Webhook[];
}

interface Webhook {
  readonly name: string;
  readonly clientConfig: {
    /** Base64 of PEM certificates. */
    readonly caBundle?: string;
    readonly service?: { readonly namespace: string; readonly name: string };
    readonly url?: string;
  };
}

export const WEBHOOK_KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'] as const;

type WebhookKind = (typeof WEBHOOK_KINDS)[number];

export function webhookConfigurationPath(kind: WebhookKind, name: string): string {
  return `/apis/admissionregistration.k8s.io/v1/${kind.toLowerCase()}s/${name}`;
}

/** Takes what the API server gave for a configuration that it has. */
export function parseWebhookConfiguration(
  kind: WebhookKind,
  path: string,
  object: unknown,
): WebhookConfiguration {
  const { metadata, webhooks } = object as {
    readonly metadata: { readonly resourceVersion: string };
    readonly webhooks?: readonly Webhook[];
  };
  return { kind, path, resourceVersion: metadata.resourceVersion, webhooks: webhooks ?? [] };
}

/** The host names under which the API server calls, each once. */
export function listHostNames(configurations: readonly WebhookConfiguration[]): string[] {
  const names = configurations.flatMap(({ webhooks }) => webhooks.map(findHostName));
  return [...new Set(names.filter(name => name !== undefined))].sort();
}

function findHostName({ clientConfig: { service, url } }: Webhook): string | undefined {
  if (service !== undefined) return `${service.name}.${service.namespace}.svc`;
  return url === undefined ? undefined : new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}

/** What each webhook's caBundle trusts; nothing where it is missing or no PEM. */
export function listTrusted({ webhooks }: WebhookConfiguration): X509Certificate[][] {
  return webhooks.map(({ clientConfig: { caBundle = '' } }) => {
    try {
      return parseCertificates(Buffer.from(caBundle, 'base64').toString());
    } catch {
      return [];
    }
  });
}

/** Whether every byte of every caBundle is as it should be. */
export function hasCaBundle({ webhooks }: WebhookConfiguration, caBundle: string): boolean {
  return webhooks.every(({ clientConfig }) => clientConfig.caBundle === caBundle);
}

/** The patch that puts `caBundle` into every webhook, and touches nothing else. */
export function patchCaBundle({ resourceVersion, webhooks }: WebhookConfiguration, caBundle: string): object {
  return {
    metadata: { resourceVersion },
    webhooks: webhooks.map(({ name }) => ({ name, clientConfig: { caBundle } })),
  };
}
