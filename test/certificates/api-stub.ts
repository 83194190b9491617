import type { CertificateApi } from '../../src/certificates/certificate-api.ts';
import type { Place } from '../../src/certificates/observe.ts';
import { WEBHOOK_KINDS, webhookConfigurationPath } from '../../src/certificates/webhook-configuration.ts';

export const PLACE: Place = { namespace: 'ns', secretName: 'tls', configurationName: 'conf' };
export const HOST = 'service.ns.svc';
export const SECRET = '/api/v1/namespaces/ns/secrets/tls';
export const [MUTATING = '', VALIDATING = ''] = WEBHOOK_KINDS.map(kind =>
  webhookConfigurationPath(kind, 'conf'),
);

interface Stored {
  metadata: {
    resourceVersion: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  data?: Record<string, string>;
  webhooks?: { name: string; clientConfig: { caBundle?: string; service: object } }[];
}

/** An API server that keeps objects in memory, with versions, and tells the time that it is told. */
export class ApiStub implements CertificateApi {
  readonly objects = new Map<string, Stored>();
  now: () => Date | undefined;
  /** Comes before each call: may take its time, or fail. */
  interfere: () => Promise<void> = async () => {};
  /** Told after each change. */
  onChange: () => void = () => {};
  #version = 0;

  constructor(now: () => Date | undefined) {
    this.now = now;
    for (const path of [MUTATING, VALIDATING])
      this.put(path, { webhooks: [makeWebhook(), makeWebhook('2')] });
  }

  /** As somebody else does it: whatever is there is overwritten. */
  put(path: string, object: Omit<Stored, 'metadata'> & { metadata?: object }): void {
    this.#version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(this.#version) };
    this.objects.set(path, { ...structuredClone(object), metadata });
    this.onChange();
  }

  /** The PEM texts, or the like, in the Secret. */
  secret(): Record<string, string> {
    const data = Object.entries(this.objects.get(SECRET)?.data ?? {});
    return Object.fromEntries(data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
  }

  putSecret(texts: Readonly<Record<string, string>>): void {
    const entries = Object.entries(texts);
    const data = entries.map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
    this.put(SECRET, { ...this.objects.get(SECRET), data: Object.fromEntries(data) });
  }

  /** The PEM text in the caBundle of each webhook of both configurations. */
  bundles(): string[] {
    return [MUTATING, VALIDATING].flatMap(path =>
      (this.objects.get(path)?.webhooks ?? []).map(({ clientConfig: { caBundle = '' } }) =>
        Buffer.from(caBundle, 'base64').toString(),
      ),
    );
  }

  async get(path: string): Promise<{ object: unknown; date: Date | undefined }> {
    await this.interfere();
    return { object: structuredClone(this.objects.get(path)), date: this.now() };
  }

  async ensure(path: string, object: { metadata: object }): Promise<void> {
    await this.interfere();
    if (!this.objects.has(path)) this.put(path, object);
  }

  async merge(path: string, patch: Stored): Promise<unknown> {
    await this.interfere();
    const present = this.objects.get(path);
    if (present?.metadata.resourceVersion !== patch.metadata.resourceVersion) return undefined;
    const merged = structuredClone(present);
    if (patch.data !== undefined) merged.data = { ...merged.data, ...patch.data };
    for (const { name, clientConfig } of patch.webhooks ?? []) {
      const webhook = merged.webhooks?.find(one => one.name === name);
      if (webhook === undefined) throw new Error(`there is no webhook ${name}`);
      Object.assign(webhook.clientConfig, clientConfig);
    }
    this.put(path, merged);
    return structuredClone(this.objects.get(path));
  }
}

function makeWebhook(name = '1') {
  return { name, clientConfig: { service: { namespace: 'ns', name: 'service', path: '/' } } };
}
