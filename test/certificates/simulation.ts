import assert from 'node:assert/strict';
import type { CertificateEvent } from '../../src/certificates/certificate-event.ts';
import { CertificateManager } from '../../src/certificates/certificate-manager.ts';
import type { Lifetimes } from '../../src/certificates/lifetimes.ts';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import { isTrustedBy } from '../../src/certificates/trust.ts';
import { ApiStub, PLACE, SECRET } from './api-stub.ts';

const DAY_MS = 86_400_000;

/** An API server that has heard of nothing in this time refuses what the newest caBundle alone covers. */
const LAG_MS = 3_000;

/** Milliseconds between two rounds of a replica. */
const ROUND_MS = 2_000;

export interface Replica {
  readonly manager: CertificateManager;
  readonly events: CertificateEvent[];
  /** The PEM text that it serves with. */
  served: string | undefined;
}

/**
 * Replicas and an API server, with time that passes as it is told to. All the time it watches that the Secret
 * holds no certificate that a caBundle does not cover, and, once that can be asked for, that no API server, be
 * it some seconds behind, would refuse what a replica serves with.
 */
export class Simulation {
  readonly api: ApiStub;
  readonly replicas: Replica[] = [];
  readonly lifetimes: Lifetimes;
  #milliseconds = Date.parse('2026-01-01T00:00:00Z');
  #history: { readonly at: number; readonly bundles: readonly string[] }[] = [];
  #watching = true;
  #isGapless = false;

  constructor(replicas: number, lifetimes: Partial<Lifetimes> = {}) {
    this.lifetimes = { caDays: 365, certDays: 90, ...lifetimes };
    this.api = new ApiStub(() => this.now());
    this.api.onChange = () => this.#watch();
    for (let index = 0; index < replicas; index += 1) this.start();
    this.#watch();
  }

  /** From now on, whoever calls a replica has to be served. */
  expectNoGap(): void {
    this.#isGapless = true;
    this.#history = [];
  }

  now(): Date {
    return new Date(this.#milliseconds);
  }

  /** Adds a replica, whose machine's clock may be ahead. */
  start(aheadMs = 0): Replica {
    const events: CertificateEvent[] = [];
    const manager = new CertificateManager({
      api: this.api,
      place: PLACE,
      lifetimes: this.lifetimes,
      clock: {
        now: () => new Date(this.#milliseconds + aheadMs),
        monotonic: () => this.#milliseconds,
      },
      serve: ({ cert }) => {
        replica.served = cert;
      },
      report: event => events.push(event),
    });
    const replica: Replica = { manager, events, served: undefined };
    this.replicas.push(replica);
    return replica;
  }

  /** One round of each replica, all at once. */
  async reconcile(): Promise<void> {
    const signal = new AbortController().signal;
    await Promise.all(this.replicas.map(({ manager }) => manager.reconcile(signal)));
    this.#watch();
  }

  /** Lets time pass, with rounds as they come. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#milliseconds + milliseconds;
    while (this.#milliseconds < end) {
      this.#milliseconds = Math.min(end, this.#milliseconds + ROUND_MS);
      await this.reconcile();
    }
  }

  /** Lets days pass, with rounds now and then: more often than a certificate has to be renewed. */
  async passDays(days: number): Promise<void> {
    for (let passed = 0; passed < days; passed += 20) {
      this.sleep(20);
      await this.pass(60_000);
    }
  }

  /** Lets time pass in which nobody does anything. */
  sleep(days: number): void {
    this.#milliseconds += days * DAY_MS;
    this.#history = [];
  }

  /** Somebody changes what is none of their business: what follows at once is theirs to answer for. */
  async tamper(change: (api: ApiStub) => void): Promise<void> {
    this.#watching = false;
    change(this.api);
    await this.reconcile();
    this.#watching = true;
    this.#history = [];
  }

  /** What all replicas have told since the last time, but for rounds that are over; `{event, …}` as one line. */
  takeEvents(): string[] {
    return this.replicas.flatMap(({ events }) =>
      events
        .splice(0)
        .filter(({ event }) => event !== 'reconciled')
        .map(describe),
    );
  }

  assertReady(): void {
    for (const { manager, served } of this.replicas) {
      assert.equal(manager.findUnreadiness(), undefined);
      assert.ok(served !== undefined);
    }
  }

  #watch(): void {
    const bundles = this.api.bundles();
    const now = this.#milliseconds;
    this.#history = [...this.#history.filter(({ at }) => now - at <= LAG_MS), { at: now, bundles }];
    if (!this.#watching) return;
    // What another owner puts there may be anything.
    const isForeign = this.api.objects.get(SECRET)?.metadata.annotations !== undefined;
    for (const held of isForeign ? [] : parseCertificates(this.api.secret()['tls.crt'] ?? '')) {
      for (const bundle of bundles) this.#assertTrusted(held.toString(), bundle, 'the Secret holds');
    }
    for (const { served } of this.replicas) {
      if (served === undefined || !this.#isGapless) continue;
      for (const past of this.#history) {
        for (const bundle of past.bundles) this.#assertTrusted(served, bundle, 'a replica serves with');
      }
    }
  }

  #assertTrusted(pem: string, bundle: string, who: string): void {
    const [certificate] = parseCertificates(pem);
    assert.ok(
      certificate !== undefined && isTrustedBy(certificate, parseCertificates(bundle), this.now()),
      `${who} a certificate that caBundle does not cover, at ${this.now().toISOString()}`,
    );
  }
}

function describe({ event, ...fields }: CertificateEvent): string {
  const facts: Record<string, unknown> = fields;
  const owned = facts['owner'] === undefined ? facts['secret'] : `${facts['secret']} ${facts['owner']}`;
  const fact =
    owned ?? facts['reason'] ?? facts['configuration'] ?? facts['message'] ?? facts['secondsAhead'];
  return fact === undefined ? event : `${event}: ${fact}`;
}
