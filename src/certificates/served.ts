import type { CaBundles } from './ca-bundles.ts';
import type { CertificateEvent } from './certificate-event.ts';
import type { ServingPair } from './holdings.ts';

export interface ServedOptions {
  readonly bundles: CaBundles;
  /** The API server's clock. */
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly serve: (certificate: { readonly cert: string; readonly key: string }) => void;
  readonly report: (event: CertificateEvent) => void;
}

/** What one replica serves with. */
export class Served {
  readonly #options: ServedOptions;
  #present: { readonly pair: ServingPair; readonly since: number } | undefined;

  constructor(options: ServedOptions) {
    this.#options = options;
  }

  /** Why the API server would not accept it; undefined when it does. */
  findFault(): string | undefined {
    if (this.#present === undefined) return 'there is no serving certificate yet';
    return this.findFaultOf(this.#present.pair);
  }

  /** Why the API server would not accept that instead. */
  findFaultOf(pair: ServingPair): string | undefined {
    return this.#options.bundles.findFault(pair, this.#options.now());
  }

  /** Serves with a pair as soon as the API server accepts it. */
  serve(pair: ServingPair | undefined): void {
    if (pair === undefined || this.serves(pair) || this.findFaultOf(pair) !== undefined) return;
    const { serve, report, monotonic } = this.#options;
    const { serialNumber, validToDate } = pair.certificate;
    serve({ cert: pair.chain, key: pair.privateKey });
    this.#present = { pair, since: monotonic() };
    report({ event: 'certificate-served', serialNumber, notAfter: validToDate });
  }

  serves({ chain, privateKey }: ServingPair): boolean {
    return this.#present?.pair.chain === chain && this.#present.pair.privateKey === privateKey;
  }

  /** Milliseconds for which it has served with a pair; undefined when it does not. */
  servedFor(pair: ServingPair | undefined): number | undefined {
    if (pair === undefined || !this.serves(pair)) return undefined;
    return this.#options.monotonic() - (this.#present?.since ?? 0);
  }
}
