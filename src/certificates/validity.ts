/** From when until when a certificate is valid. X.509 keeps whole seconds: milliseconds are cut off. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Whoever checks the certificate may have a clock that is behind ours. */
export const CLOCK_SKEW_MS = 60 * 60 * 1000;

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Far above any use, and well below the year 9999, where X.509 dates end. */
const MAX_DAYS = 36_500;

/**
 * Valid from an hour before `now` until `days` after it. Days may be a fraction.
 *
 * @throws RangeError if `days` is not above 0 and at most 36,500.
 */
export function validFor(now: Date, days: number): Validity {
  if (!(days > 0 && days <= MAX_DAYS)) {
    throw new RangeError(
      `expected a lifetime of more than 0 and at most ${MAX_DAYS} days, got ${days}: give a number of days in that range`,
    );
  }
  return {
    notBefore: new Date(now.getTime() - CLOCK_SKEW_MS),
    notAfter: new Date(now.getTime() + days * DAY_MS),
  };
}

/**
 * The part of `wanted` that lies within `bounds`.
 *
 * @throws RangeError if nothing of it does.
 */
export function validWithin(bounds: Validity, wanted: Validity): Validity {
  const notBefore = later(bounds.notBefore, wanted.notBefore);
  const notAfter = earlier(bounds.notAfter, wanted.notAfter);
  if (notBefore >= notAfter) {
    throw new RangeError(
      `expected some time within the certificate authority's validity (${inWords(bounds)}), ` +
        `got ${inWords(wanted)}: make a new certificate authority first`,
    );
  }
  return { notBefore, notAfter };
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function inWords({ notBefore, notAfter }: Validity): string {
  return `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
}
