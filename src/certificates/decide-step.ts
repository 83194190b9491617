import type { X509Certificate } from 'node:crypto';
import { isMadeHere } from './authority-name.ts';
import type { Holdings, Pair, ServingPair } from './holdings.ts';
import type { Lifetimes } from './lifetimes.ts';
import { renewalTime } from './renewal.ts';
import { isFor, isIssuedBy, isValidAt } from './trust.ts';

/** What a replica knows when it decides what to do next. */
export interface Situation {
  readonly holdings: Holdings;
  /** The host names by which API servers call. None as long as there is no webhook configuration. */
  readonly names: readonly string[];
  /** Every authority in a caBundle that is live. */
  readonly live: readonly X509Certificate[];
  /** Milliseconds for which this replica has seen the signer in every caBundle; undefined when it is not. */
  readonly signerTrustedFor: number | undefined;
  /** Milliseconds for which this replica has served with what the Secret holds; undefined when it does not. */
  readonly servedFor: number | undefined;
  readonly now: Date;
  /** For how long certificates are made. */
  readonly lifetimes: Lifetimes;
}

/** The next change of what the Secret holds, and why. */
export type Step =
  | { readonly kind: 'make-authority'; readonly reason: string; readonly keep: readonly X509Certificate[] }
  | { readonly kind: 'issue-serving'; readonly reason: string; readonly signer: Pair }
  | { readonly kind: 'drop'; readonly reason: string; readonly keep: readonly X509Certificate[] };

/**
 * Milliseconds for which an authority has to be in every caBundle before anybody serves by it: several API
 * servers hear of a change one after the other.
 */
export const SETTLE_MS = 5_000;

/** Milliseconds after which every replica that reaches the API server serves with what the Secret holds. */
export const SPREAD_MS = 15_000;

/**
 * Decides what to do next, undefined when all is as it should be. The order is what loses nothing: an
 * authority is published first, signs only after every API server trusts it, and goes last.
 *
 * | signer              | serving certificate                  | then                                            |
 * | ------------------- | ------------------------------------ | ----------------------------------------------- |
 * | none, over, or due  |                                      | a new one; the former stay trusted              |
 * | good, not settled   | none, and nobody else is trusted     | issue, as nobody can be served any worse        |
 * | good, not settled   | missing, over, due, of another       | wait                                            |
 * | good, settled       | missing, over, due, of another       | issue                                           |
 * | good                | good                                 | drop the authorities that nobody needs any more |
 */
export function decideStep(situation: Situation): Step | undefined {
  const { holdings, names, live, now, lifetimes } = situation;
  const { signer, serving } = holdings;
  const lack = describeLack(signer, now, lifetimes.caDays);
  if (signer === undefined || lack !== undefined) {
    return { kind: 'make-authority', reason: lack ?? MISSING, keep: listStillTrusted(holdings, live, now) };
  }
  const flaw = describeFlaw(serving, signer, situation);
  if (flaw === undefined) return decideDrop(situation, signer);
  if (names.length === 0 || !mayIssue(situation, signer, flaw.isFatal)) return undefined;
  return { kind: 'issue-serving', reason: flaw.reason, signer };
}

const MISSING = 'there is none whose key is there';

/** Why a certificate must be replaced, whatever it is for. */
function describeLack(pair: Pair | undefined, now: Date, days: number): string | undefined {
  if (pair === undefined) return MISSING;
  return describeEnd(pair.certificate, now) ?? describeAge(pair.certificate, now, days);
}

function describeEnd(certificate: X509Certificate, now: Date): string | undefined {
  if (isValidAt(certificate, now)) return undefined;
  return now < certificate.validFromDate ? 'the former one is not valid yet' : 'the former one has expired';
}

function describeAge(certificate: X509Certificate, now: Date, days: number): string | undefined {
  return now < renewalTime(certificate, days) ? undefined : 'two thirds of its life are over';
}

interface Flaw {
  readonly reason: string;
  /** Whether nobody who calls accepts it. */
  readonly isFatal: boolean;
}

function describeFlaw(
  serving: ServingPair | undefined,
  signer: Pair,
  { names, now, lifetimes }: Situation,
): Flaw | undefined {
  if (serving === undefined) return { reason: 'there is none', isFatal: true };
  const { certificate } = serving;
  const end = describeEnd(certificate, now);
  if (end !== undefined) return { reason: end, isFatal: true };
  const foreign = names.filter(name => !isFor(certificate, name));
  if (foreign.length > 0) return { reason: `the former one is not for ${foreign.join(', ')}`, isFatal: true };
  if (!isIssuedBy(certificate, signer.certificate)) {
    return { reason: 'its authority has been replaced', isFatal: false };
  }
  const age = describeAge(certificate, now, lifetimes.certDays);
  return age === undefined ? undefined : { reason: age, isFatal: false };
}

function mayIssue({ live, signerTrustedFor }: Situation, signer: Pair, isFatal: boolean): boolean {
  if (signerTrustedFor === undefined) return false;
  const isAlone = live.every(one => one.fingerprint256 === signer.certificate.fingerprint256);
  return signerTrustedFor >= SETTLE_MS || (isFatal && isAlone);
}

/**
 * What clients go on trusting beside a new signer. What is live counts as well as what the Secret holds:
 * if the Secret was lost, the replicas serve on with a certificate of an authority that only caBundle knows.
 * Authorities that others have put there stay by themselves (ca-bundle.ts), and are none of the Secret's.
 */
function listStillTrusted(
  { authorities }: Holdings,
  live: readonly X509Certificate[],
  now: Date,
): X509Certificate[] {
  const all = [...authorities, ...live.filter(isMadeHere)].filter(one => one.ca && isValidAt(one, now));
  return [...new Map(all.map(one => [one.fingerprint256, one])).values()].slice(0, MAX_KEPT);
}

/** Somebody may put any number of authorities there. In earnest there are one or two. */
const MAX_KEPT = 8;

function decideDrop({ holdings, servedFor, now }: Situation, signer: Pair): Step | undefined {
  const { authorities, serving, retired } = holdings;
  const inUse = [...(serving === undefined ? [] : [serving.certificate]), ...retired].filter(one =>
    isValidAt(one, now),
  );
  const hasSpread = servedFor !== undefined && servedFor >= SPREAD_MS;
  const keep = authorities.filter(
    one =>
      one.fingerprint256 === signer.certificate.fingerprint256 ||
      (isValidAt(one, now) && (!hasSpread || inUse.some(certificate => isIssuedBy(certificate, one)))),
  );
  if (keep.length === authorities.length) return undefined;
  return { kind: 'drop', reason: 'no valid certificate needs it', keep };
}
