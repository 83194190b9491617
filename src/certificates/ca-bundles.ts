import type { X509Certificate } from 'node:crypto';
import { completeBundle, encodeBundle, isComplete, type Publication } from './ca-bundle.ts';
import type { CertificateApi } from './certificate-api.ts';
import type { CertificateEvent } from './certificate-event.ts';
import type { Pair, ServingPair } from './holdings.ts';
import { parseCertificates } from './parse-certificates.ts';
import { isFor, isTrustedBy } from './trust.ts';
import {
  listHostNames,
  listTrusted,
  patchCaBundles,
  type WebhookConfiguration,
} from './webhook-configuration.ts';

/** What the API server trusts, as one replica knows it: the caBundle of every webhook. */
export class CaBundles {
  readonly #api: CertificateApi;
  readonly #monotonic: () => number;
  readonly #report: (event: CertificateEvent) => void;
  #names: readonly string[] = [];
  #bundles: readonly X509Certificate[][] = [];
  #signer: { readonly fingerprint: string; readonly since: number } | undefined;
  /** What this replica has last found, or put, in each kind of configuration. */
  readonly #known = new Map<string, string>();

  constructor(api: CertificateApi, monotonic: () => number, report: (event: CertificateEvent) => void) {
    this.#api = api;
    this.#monotonic = monotonic;
    this.#report = report;
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
  findFault({ certificate, chain }: ServingPair, now: Date): string | undefined {
    const foreign = this.#names.filter(name => !isFor(certificate, name));
    if (foreign.length > 0) return `the serving certificate is not for ${foreign.join(', ')}`;
    if (now >= certificate.validToDate) return 'the serving certificate has expired';
    const [, ...between] = parseCertificates(chain);
    if (this.#bundles.every(bundle => isTrustedBy(certificate, bundle, now, between))) return undefined;
    return 'caBundle does not cover the serving certificate';
  }

  /** Puts these authorities into every caBundle that does not hold them; gives whether there was one. */
  async publish(
    configurations: readonly WebhookConfiguration[],
    publication: Publication,
    signal: AbortSignal,
  ): Promise<boolean> {
    let changed = false;
    for (const configuration of configurations) {
      changed = (await this.#complete(configuration, publication, signal)) || changed;
    }
    return changed;
  }

  async #complete(
    configuration: WebhookConfiguration,
    publication: Publication,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { kind, path, webhooks } = configuration;
    const { authorities } = publication;
    const present = listTrusted(configuration);
    const wanted = present.map(bundle => completeBundle(bundle, publication));
    const isDone = webhooks.every(({ clientConfig: { caBundle = '' } }, index) =>
      isComplete(caBundle, present[index] ?? [], wanted[index] ?? [], publication),
    );
    const known = encodeBundle(authorities);
    if (!isDone) {
      const patch = patchCaBundles(configuration, wanted.map(encodeBundle));
      // Undefined: another client was faster, and the next look shows what is there.
      if ((await this.#api.merge(path, patch, signal)) === undefined) return true;
      const isRepair = this.#known.get(kind) === known;
      this.#report({ event: isRepair ? 'ca-bundle-repaired' : 'ca-bundle-published', configuration: kind });
    }
    this.#known.set(kind, known);
    return !isDone;
  }
}
