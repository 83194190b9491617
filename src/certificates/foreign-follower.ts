import type { CaBundles } from './ca-bundles.ts';
import { SETTLE_MS } from './decide-step.ts';
import type { ForeignSecret } from './foreign-secret.ts';
import type { ServingPair } from './holdings.ts';
import { parseCertificates } from './parse-certificates.ts';
import type { Served } from './served.ts';
import { isFor, isTrustedBy } from './trust.ts';
import type { WebhookConfiguration } from './webhook-configuration.ts';

export interface ForeignFollowerOptions {
  readonly bundles: CaBundles;
  readonly served: Served;
  /** The API server's clock. */
  readonly now: () => Date;
  readonly monotonic: () => number;
}

/**
 * Serves with what another owner keeps in the Secret, and writes nothing there: cert-manager reissues at once, and for
 * ever, what it finds changed.
 *
 * caBundle stays the program's business, since without cainjector no other client fills it in: the authorities that the Secret
 * names are added to it. Nothing is taken out before it has ended: what others have put there may be needed by them, and the
 * program's own authority covers what it serves with until then. Where a configuration asks cainjector for its caBundle, cainjector has
 * it alone. One that replaces what it finds (the default before cert-manager 1.19), perhaps from another
 * source, would undo every addition.
 */
export class ForeignFollower {
  readonly #options: ForeignFollowerOptions;
  #candidate: { readonly chain: string; readonly since: number } | undefined;

  constructor(options: ForeignFollowerOptions) {
    this.#options = options;
  }

  /** Gives whether there is more to do at once. */
  async follow(
    foreign: ForeignSecret,
    configurations: readonly WebhookConfiguration[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { bundles, served, now } = this.#options;
    bundles.learn(configurations, undefined);
    const authorities = this.#isUsable(foreign) ? foreign.authorities : [];
    const ours = configurations.filter(({ isInjected }) => !isInjected);
    const publication = { authorities, isOwnerElsewhere: true, now: now() };
    if (await bundles.publish(ours, publication, signal)) return true;
    if (this.#hasSettled(foreign.serving)) served.serve(foreign.serving);
    return false;
  }

  /** Whether an API server that trusts the Secret's authorities would accept its certificate. */
  #isUsable({ serving, authorities }: ForeignSecret): boolean {
    if (serving === undefined) return false;
    const { bundles, now } = this.#options;
    const [, ...between] = parseCertificates(serving.chain);
    return (
      bundles.names.every(name => isFor(serving.certificate, name)) &&
      isTrustedBy(serving.certificate, authorities, now(), between)
    );
  }

  /** What is served stays for as long as it is good, until every API server has heard of a new authority. */
  #hasSettled(pair: ServingPair | undefined): boolean {
    const { served, monotonic } = this.#options;
    if (pair === undefined || served.findFaultOf(pair) !== undefined) {
      this.#candidate = undefined;
      return false;
    }
    if (this.#candidate?.chain !== pair.chain) this.#candidate = { chain: pair.chain, since: monotonic() };
    return served.findFault() !== undefined || monotonic() - this.#candidate.since >= SETTLE_MS;
  }
}
