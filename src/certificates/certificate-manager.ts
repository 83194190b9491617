import type { X509Certificate } from 'node:crypto';
import { ApiClock, type Clock } from './api-clock.ts';
import { CaBundles } from './ca-bundles.ts';
import type { CertificateApi } from './certificate-api.ts';
import type { CertificateEvent } from './certificate-event.ts';
import { decideStep, type Step } from './decide-step.ts';
import { ForeignFollower } from './foreign-follower.ts';
import { parseForeignSecret } from './foreign-secret.ts';
import type { Holdings, ServingPair } from './holdings.ts';
import type { Lifetimes } from './lifetimes.ts';
import { type Observation, observe, type Place } from './observe.ts';
import { parseSecret } from './secret-data.ts';
import { Served } from './served.ts';
import { isIssuedBy } from './trust.ts';
import { writeStep } from './write-step.ts';

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
 * Keeps the certificates of all replicas in one Secret, and caBundle with them, unless another owner writes the Secret.
 * Every replica does the same, on its own, whenever it is told to reconcile: it reads what there is, takes the next step,
 * and writes only if nothing has changed since. Of two replicas that do so at once, one is refused, and finds the other's.
 */
export class CertificateManager {
  readonly #options: CertificateManagerOptions;
  readonly #clock: ApiClock;
  readonly #bundles: CaBundles;
  readonly #served: Served;
  readonly #follower: ForeignFollower;
  #complaints: readonly string[] = [];
  /** Who else writes the Secret. */
  #otherOwner: string | undefined;

  constructor(options: CertificateManagerOptions) {
    const { api, clock, serve, report } = options;
    this.#options = options;
    this.#clock = new ApiClock(clock, secondsAhead => report({ event: 'clock-off', secondsAhead }));
    const common = { now: () => this.#clock.now(), monotonic: clock.monotonic };
    const bundles = new CaBundles(api, clock.monotonic, report);
    this.#bundles = bundles;
    this.#served = new Served({ ...common, bundles, serve, report });
    this.#follower = new ForeignFollower({ ...common, bundles, served: this.#served });
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
    const fault = this.#served.findFault();
    if (fault === undefined || this.#otherOwner === undefined) return fault;
    return `${fault}; the Secret belongs to ${this.#otherOwner}, and what it holds cannot be served with`;
  }

  /** Gives whether there is more to do at once. */
  async #advance(signal: AbortSignal): Promise<boolean> {
    const { api, place } = this.#options;
    const observation = await observe(api, place, signal);
    this.#clock.follow(observation.date);
    this.#tellOwner(observation.secret?.otherOwner);
    return this.#otherOwner === undefined
      ? this.#manage(observation, signal)
      : this.#follow(observation, signal);
  }

  /** Told once, and again when it changes. */
  #tellOwner(owner: string | undefined): void {
    if (owner === this.#otherOwner) return;
    this.#otherOwner = owner;
    const { place, report } = this.#options;
    const secret = `${place.namespace}/${place.secretName}`;
    if (owner === undefined) report({ event: 'secret-own', secret });
    else report({ event: 'secret-foreign', secret, owner });
  }

  async #manage({ configurations, secret }: Observation, signal: AbortSignal): Promise<boolean> {
    const { holdings, complaints } = parseSecret(secret?.data ?? {});
    this.#complain(complaints);
    this.#bundles.learn(configurations, holdings.signer);
    this.#served.serve(holdings.serving);
    const step = this.#decide(holdings);
    if (step !== undefined) {
      const base = { holdings, secret, names: this.#bundles.names, now: this.#clock.now() };
      await writeStep(this.#options, step, base, signal);
      return true;
    }
    const { authorities, signer, serving } = holdings;
    const publication = { authorities, isOwnerElsewhere: false, now: this.#clock.now() };
    if (await this.#bundles.publish(configurations, publication, signal)) return true;
    this.#tellEnds(signer?.certificate, serving);
    return false;
  }

  async #follow({ configurations, secret }: Observation, signal: AbortSignal): Promise<boolean> {
    const foreign = parseForeignSecret(secret?.data ?? {});
    this.#complain(foreign.complaints);
    if (await this.#follower.follow(foreign, configurations, signal)) return true;
    const { serving, authorities } = foreign;
    if (serving === undefined || !this.#served.serves(serving)) return false;
    this.#tellEnds(
      authorities.find(one => isIssuedBy(serving.certificate, one)),
      serving,
    );
    return false;
  }

  #tellEnds(authority: X509Certificate | undefined, serving: ServingPair | undefined): void {
    this.#options.report({
      event: 'reconciled',
      at: this.#clock.now(),
      authorityNotAfter: authority?.validToDate,
      servingNotAfter: serving?.certificate.validToDate,
    });
  }

  /** Each complaint is told once, and again when it comes back. */
  #complain(complaints: readonly string[]): void {
    for (const message of complaints) {
      if (!this.#complaints.includes(message)) this.#options.report({ event: 'secret-unusable', message });
    }
    this.#complaints = complaints;
  }

  #decide(holdings: Holdings): Step | undefined {
    return decideStep({
      holdings,
      names: this.#bundles.names,
      live: this.#bundles.authorities,
      signerTrustedFor: this.#bundles.signerTrustedFor,
      servedFor: this.#served.servedFor(holdings.serving),
      now: this.#clock.now(),
      lifetimes: this.#options.lifetimes,
    });
  }
}

/** An authority, its publication, a certificate, and some conflicts with other replicas. */
const MAX_STEPS = 12;
