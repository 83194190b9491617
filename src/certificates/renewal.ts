import type { X509Certificate } from 'node:crypto';
import { CLOCK_SKEW_MS } from './validity.ts';

/**
 * When a certificate is to be replaced: after two thirds of its life, which began when it was issued, an
 * hour after the time from which it counts as valid. A shorter one, which was not made here, is replaced
 * after two thirds of all its time.
 */
export function renewalTime({ validFromDate, validToDate }: X509Certificate): Date {
  const end = validToDate.getTime();
  const issued = validFromDate.getTime() + CLOCK_SKEW_MS;
  const start = issued < end ? issued : validFromDate.getTime();
  return new Date(start + ((end - start) * 2) / 3);
}
