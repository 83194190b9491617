import type { X509Certificate } from 'node:crypto';
import type { CertificateApi } from './certificate-api.ts';
import type { CertificateEvent } from './certificate-event.ts';
import type { Pair } from './holdings.ts';
import { formatCertificates } from './parse-certificates.ts';
import { isFor, isTrustedBy } from './trust.ts';
import {
  hasCaBundle,
  listHostNames,
  listTrusted,
  patchCaBundle,
  type WebhookConfiguration,
} from './webhook-configuration.ts';

/** What the API server trusts, as one replica knows it: the caBundle of every webhook. */
export class CaBundles {
  readonly #api: CertificateApi;
  readonly #monotonic: () => number;
  #names: readonly string[] = [];
  #bundles: readonly X509Certificate[][] = [];
  #signer: { readonly fingerprint: string; readonly since: number } | undefined;
  /** What this replica has last found, or put, in each kind of configuration. */
  readonly #known = new Map<string, string>();

  constructor(api: CertificateApi, monotonic: () => number) {
    this.#api = api;
    this.#monotonic = monotonic;
  }

  /** The host names by which the webhooks are called. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** Every authority that any webhook trusts. */
  get authorities(): readonly X509Certificate[] {
    return this.#bundles.flat();
  }

  /** Milliseconds for which every webhook has been seen to trust the signer. */
  get signerTrustedFor(): number | undefined {
    return this.#signer === undefined ? undefined : this.#monotonic() - this.#signer.since;
  }

  /** Takes notice of what is live. */
  learn(configurations: readonly WebhookConfiguration[], signer: Pair | undefined): void {
    this.#names = listHostNames(configurations);
    this.#bundles = configurations.flatMap(listTrusted);
    const fingerprint = signer?.certificate.fingerprint256;
    if (fingerprint === undefined || !this.#allTrust(fingerprint)) this.#signer = undefined;
    else if (this.#signer?.fingerprint !== fingerprint) {
      this.#signer = { fingerprint, since: this.#monotonic() };
    }
  }

  #allTrust(fingerprint: string): boolean {
    return (
      this.#bundles.length > 0 &&
      this.#bundles.every(bundle => bundle.some(one => one.fingerprint256 === fingerprint))
    );
  }

  /** Why a call to a server with this certificate would fail; undefined when none would. */
  findFault(certificate: X509Certificate, now: Date): string | undefined {
    const foreign = this.#names.filter(name => !isFor(certificate, name));
    if (foreign.length > 0) return `the serving certificate is not for ${foreign.join(', ')}`;
    if (now >= certificate.validToDate) return 'the serving certificate has expired';
    if (this.#bundles.every(bundle => isTrustedBy(certificate, bundle, now))) return undefined;
    return 'caBundle does not cover the serving certificate';
  }

  /** Puts these authorities into every caBundle that is not just that; gives whether there was one. */
  async publish(
    configurations: readonly WebhookConfiguration[],
    authorities: readonly X509Certificate[],
    report: (event: CertificateEvent) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    const caBundle = Buffer.from(formatCertificates(authorities)).toString('base64');
    let changed = false;
    for (const configuration of configurations) {
      const { kind, path } = configuration;
      if (!hasCaBundle(configuration, caBundle)) {
        changed = true;
        const object = await this.#api.merge(path, patchCaBundle(configuration, caBundle), signal);
        if (object === undefined) continue; // somebody was faster: the next look shows what is there
        const event = this.#known.get(kind) === caBundle ? 'ca-bundle-repaired' : 'ca-bundle-published';
        report({ event, configuration: kind });
      }
      this.#known.set(kind, caBundle);
    }
    return changed;
  }
}
