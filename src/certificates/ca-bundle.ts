import type { X509Certificate } from 'node:crypto';
import { isMadeHere } from './authority-name.ts';
import { formatCertificates } from './parse-certificates.ts';
import { isSame } from './trust.ts';
import { CLOCK_SKEW_MS } from './validity.ts';

/** What is to be trusted. */
export interface Publication {
  readonly authorities: readonly X509Certificate[];
  /** Whether another owner issues the certificates: then the program has no former authorities to remove. */
  readonly isOwnerElsewhere: boolean;
  readonly now: Date;
}

/**
 * What a caBundle that holds `present` is to hold: the authorities to publish, and those that others have put there.
 *
 * Others may serve by theirs: while a rollout replaces cert-manager's certificates by the program's own, there are replicas of
 * both kinds. So theirs stay until they have ended, as with cert-manager's cainjector. To take them out sooner
 * would also be a fight with cainjector, which appends them again. It costs nothing in safety: a client that can write to
 * caBundle can do anything to the webhook.
 */
export function completeBundle(
  present: readonly X509Certificate[],
  { authorities, isOwnerElsewhere, now }: Publication,
): X509Certificate[] {
  const others = present.filter(one => !isOver(one, now) && (isOwnerElsewhere || !isMadeHere(one)));
  const all = [...authorities, ...others];
  return all.filter((one, index) => all.findIndex(other => isSame(one, other)) === index);
}

/**
 * Whoever issues often, from an authority that is new each time, would fill caBundle up to the limit of an object.
 * An hour late: cainjector's clock may be behind, and would append it again.
 */
function isOver({ validToDate }: X509Certificate, now: Date): boolean {
  return validToDate.getTime() + CLOCK_SKEW_MS <= now.getTime();
}

/**
 * Whether a caBundle is as it is to be: what is the program's alone to the byte, and otherwise by what clients come to trust, since
 * others order and write PEM as they like, and may insist on it.
 *
 * @param caBundle base64, as it is live.
 */
export function isComplete(
  caBundle: string,
  present: readonly X509Certificate[],
  wanted: readonly X509Certificate[],
  { authorities, isOwnerElsewhere }: Publication,
): boolean {
  if (wanted.length === 0) return true;
  // What has ended goes with the next change: somebody else may insist on that, too.
  if (isOwnerElsewhere) return isWithin(wanted, present);
  if (wanted.length > authorities.length) return isWithin(present, wanted) && isWithin(wanted, present);
  return caBundle === encodeBundle(wanted);
}

export function encodeBundle(certificates: readonly X509Certificate[]): string {
  return Buffer.from(formatCertificates(certificates)).toString('base64');
}

export function isWithin(some: readonly X509Certificate[], all: readonly X509Certificate[]): boolean {
  return some.every(one => all.some(other => isSame(one, other)));
}
