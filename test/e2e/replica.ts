import type { CertificateEvent } from '../../src/certificates/certificate-event.ts';
import { CertificateManager } from '../../src/certificates/certificate-manager.ts';
import { keepReconciled } from '../../src/certificates/keep-reconciled.ts';
import type { Lifetimes } from '../../src/certificates/lifetimes.ts';
import type { Place } from '../../src/certificates/observe.ts';
import type { ApiConnection } from '../../src/cluster/api-connection.ts';
import { ApiObjects } from '../../src/cluster/api-objects.ts';

export interface ReplicaOptions {
  readonly connection: ApiConnection;
  readonly place: Place;
  readonly lifetimes?: Lifetimes;
  /** Milliseconds by which its machine's clock is ahead. */
  readonly ahead?: number;
}

/** All of a replica but its server: it looks after certificates, and notes which one it would serve with. */
export class Replica {
  readonly events: CertificateEvent[] = [];
  readonly manager: CertificateManager;
  served: string | undefined;
  readonly #closed = new AbortController();
  readonly #done: Promise<void>;

  constructor({ connection, place, lifetimes = { caDays: 365, certDays: 90 }, ahead = 0 }: ReplicaOptions) {
    this.manager = new CertificateManager({
      api: new ApiObjects(connection),
      place,
      lifetimes,
      clock: { now: () => new Date(Date.now() + ahead), monotonic: () => performance.now() },
      serve: ({ cert }) => {
        this.served = cert;
      },
      report: event => this.events.push(event),
    });
    const reconcile = (signal: AbortSignal) => this.manager.reconcile(signal);
    this.#done = keepReconciled(reconcile, event => this.events.push(event), 2_000, this.#closed.signal);
  }

  count(event: CertificateEvent['event']): number {
    return this.events.filter(one => one.event === event).length;
  }

  async stop(): Promise<void> {
    this.#closed.abort();
    await this.#done;
  }
}
