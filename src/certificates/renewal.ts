import type { X509Certificate } from 'node:crypto';
import { CLOCK_SKEW_MS, DAY_MS } from './validity.ts';

/**
 * When a certificate is to be replaced: after two thirds of its life, which began when it was issued, an
 * hour after the time from which it counts as valid. A shorter one, which was not made here, is replaced
 * after two thirds of all its time.
 *
 * @param days how long one is valid that is made now: one that was made to last longer is replaced as early.
 */
export function renewalTime({ validFromDate, validToDate }: X509Certificate, days: number): Date {
  const end = validToDate.getTime();
  const issued = validFromDate.getTime() + CLOCK_SKEW_MS;
  const start = issued < end ? issued : validFromDate.getTime();
  const life = Math.min(end - start, days * DAY_MS);
  return new Date(start + (life * 2) / 3);
}
