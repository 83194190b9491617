import { ApiClock, type Clock } from './api-clock.ts';
import { CaBundles } from './ca-bundles.ts';
import type { CertificateApi } from './certificate-api.ts';
import type { CertificateEvent } from './certificate-event.ts';
import { decideStep, type Step } from './decide-step.ts';
import type { Holdings, Pair, ServingPair } from './holdings.ts';
import type { Lifetimes } from './lifetimes.ts';
import { observe, type Place, type StoredSecret, secretPath } from './observe.ts';
import { formatSecret, parseSecret } from './secret-data.ts';
import { takeStep } from './take-step.ts';

export interface CertificateManagerOptions {
  readonly api: CertificateApi;
  readonly place: Place;
  readonly lifetimes: Lifetimes;
  readonly clock: Clock;
  /** Told when to serve with another certificate: PEM. */
  readonly serve: (certificate: { readonly cert: string; readonly key: string }) => void;
  /** Told what happens; must not throw. */
  readonly report: (event: CertificateEvent) => void;
}

/**
 * Keeps the certificates of all replicas in one Secret, and caBundle with them. Every replica does the same,
 * on its own, whenever it is told to reconcile: it reads what there is, takes the next step, and writes only
 * if nothing has changed since. Of two replicas that do so at once, one is refused, and finds the other's.
 */
export class CertificateManager {
  readonly #options: CertificateManagerOptions;
  readonly #clock: ApiClock;
  readonly #bundles: CaBundles;
  #served: { readonly pair: ServingPair; readonly since: number } | undefined;
  #complaints: readonly string[] = [];

  constructor(options: CertificateManagerOptions) {
    const { api, clock, report } = options;
    this.#options = options;
    this.#clock = new ApiClock(clock, secondsAhead => report({ event: 'clock-off', secondsAhead }));
    this.#bundles = new CaBundles(api, clock.monotonic);
  }

  /**
   * Reads what there is and does what is to be done, in as many steps as need not wait for anything.
   *
   * @throws Error when the API server cannot be reached or refuses something. What is served stays.
   */
  async reconcile(signal: AbortSignal): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if (!(await this.#advance(signal))) return;
    }
  }

  /** Why the API server would not accept what this replica serves with; undefined when it does. */
  findUnreadiness(): string | undefined {
    if (this.#served === undefined) return 'there is no serving certificate yet';
    return this.#bundles.findFault(this.#served.pair.certificate, this.#clock.now());
  }

  /** Gives whether there is more to do at once. */
  async #advance(signal: AbortSignal): Promise<boolean> {
    const { api, place, report } = this.#options;
    const { configurations, secret, date } = await observe(api, place, signal);
    this.#clock.follow(date);
    const { holdings, complaints } = parseSecret(secret?.data ?? {});
    this.#complain(complaints);
    this.#bundles.learn(configurations, holdings.signer);
    this.#serve(holdings.serving);
    const step = this.#decide(holdings);
    if (step !== undefined) {
      await this.#take(step, holdings, secret, signal);
      return true;
    }
    if (await this.#bundles.publish(configurations, holdings.authorities, report, signal)) return true;
    const { signer, serving } = holdings;
    report({
      event: 'reconciled',
      at: this.#clock.now(),
      authorityNotAfter: signer?.certificate.validToDate,
      servingNotAfter: serving?.certificate.validToDate,
    });
    return false;
  }

  /** Each complaint is told once, and again when it comes back. */
  #complain(complaints: readonly string[]): void {
    for (const message of complaints) {
      if (!this.#complaints.includes(message)) this.#options.report({ event: 'secret-unusable', message });
    }
    this.#complaints = complaints;
  }

  /** Serves with what the Secret holds as soon as the API server accepts it. */
  #serve(pair: ServingPair | undefined): void {
    if (pair === undefined || this.#serves(pair)) return;
    if (this.#bundles.findFault(pair.certificate, this.#clock.now()) !== undefined) return;
    const { serialNumber, validToDate } = pair.certificate;
    this.#options.serve({ cert: pair.chain, key: pair.privateKey });
    this.#served = { pair, since: this.#options.clock.monotonic() };
    this.#options.report({ event: 'certificate-served', serialNumber, notAfter: validToDate });
  }

  #serves({ chain, privateKey }: ServingPair): boolean {
    return this.#served?.pair.chain === chain && this.#served.pair.privateKey === privateKey;
  }

  #decide(holdings: Holdings): Step | undefined {
    const { serving } = holdings;
    const isServed = serving !== undefined && this.#serves(serving);
    return decideStep({
      holdings,
      names: this.#bundles.names,
      live: this.#bundles.authorities,
      signerTrustedFor: this.#bundles.signerTrustedFor,
      servedFor: isServed ? this.#options.clock.monotonic() - (this.#served?.since ?? 0) : undefined,
      now: this.#clock.now(),
      lifetimes: this.#options.lifetimes,
    });
  }

  /** Where there is no Secret, the first half of any step is to make one. */
  async #take(
    step: Step,
    holdings: Holdings,
    secret: StoredSecret | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { api, place, lifetimes, report } = this.#options;
    if (secret === undefined) return api.ensure(secretPath(place), newSecret(place), signal);
    const { names } = this.#bundles;
    const next = await takeStep(holdings, step, { ...lifetimes, names, now: this.#clock.now() });
    const patch = { metadata: { resourceVersion: secret.resourceVersion }, data: formatSecret(next) };
    // Undefined: another replica was faster, and the next look shows what it did.
    if ((await api.merge(secretPath(place), patch, signal)) !== undefined) {
      report(describeStep(step, next, names));
    }
  }
}

/** An authority, its publication, a certificate, and some conflicts with other replicas. */
const MAX_STEPS = 12;

function newSecret({ namespace, secretName }: Place): object {
  const labels = {
    'app.kubernetes.io/name': 'per-pod-config',
    'app.kubernetes.io/part-of': 'per-pod-config',
  };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName, namespace, labels } };
}

function describeStep(step: Step, next: Holdings, names: readonly string[]): CertificateEvent {
  const { kind, reason } = step;
  switch (kind) {
    case 'make-authority':
      return { event: 'authority-made', reason, notAfter: endOf(next.signer) };
    case 'issue-serving':
      return { event: 'certificate-issued', reason, names, notAfter: endOf(next.serving) };
    case 'drop':
      return { event: 'authority-dropped', reason, left: next.authorities.length };
  }
}

function endOf(pair: Pair | undefined): Date {
  if (pair === undefined) throw new Error('expected the step to have made a certificate');
  return pair.certificate.validToDate;
}
