import type { X509Certificate } from 'node:crypto';
import { parseUsableCertificates } from './parse-certificates.ts';

/** A MutatingWebhookConfiguration or a ValidatingWebhookConfiguration, as far as it is about certificates. */
export interface WebhookConfiguration {
  readonly kind: WebhookKind;
  readonly path: string;
  readonly resourceVersion: string;
  /** Whether cert-manager's cainjector is asked to fill in caBundle. */
  readonly isInjected: boolean;
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
    readonly metadata: {
      readonly resourceVersion: string;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly webhooks?: readonly Webhook[];
  };
  const { resourceVersion, annotations = {} } = metadata;
  const isInjected = INJECTIONS.some(key => key in annotations);
  return { kind, path, resourceVersion, isInjected, webhooks: webhooks ?? [] };
}

/** The annotations that cainjector looks for, each with another source. */
const INJECTIONS = [
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
];

/** The host names under which the API server calls, each once. */
export function listHostNames(configurations: readonly WebhookConfiguration[]): string[] {
  const names = configurations.flatMap(({ webhooks }) => webhooks.map(findHostName));
  return [...new Set(names.filter(name => name !== undefined))].sort();
}

function findHostName({ clientConfig: { service, url } }: Webhook): string | undefined {
  if (service !== undefined) return `${service.name}.${service.namespace}.svc`;
  return url === undefined ? undefined : new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
}

/** What each webhook's caBundle trusts. As the API server does, it passes over what is no certificate. */
export function listTrusted({ webhooks }: WebhookConfiguration): X509Certificate[][] {
  return webhooks.map(({ clientConfig: { caBundle = '' } }) =>
    parseUsableCertificates(Buffer.from(caBundle, 'base64').toString()),
  );
}

/**
 * The patch that puts its caBundle into each webhook, and touches nothing else.
 *
 * @param bundles base64, in the order of the webhooks.
 */
export function patchCaBundles(
  { resourceVersion, webhooks }: WebhookConfiguration,
  bundles: readonly string[],
): object {
  return {
    metadata: { resourceVersion },
    webhooks: webhooks.map(({ name }, index) => ({
      name,
      clientConfig: { caBundle: bundles[index] ?? '' },
    })),
  };
}
