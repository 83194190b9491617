import type { Overload } from './load.ts';

/** More has come than can be answered in time. */
export class OverloadError extends Error {
  override name = 'OverloadError';
  readonly statusCode = 429;
  readonly overload: Overload;

  constructor(overload: Overload) {
    super(`overloaded (${overload}): ask again in ${RETRY_AFTER} s`);
    this.overload = overload;
  }
}

/** Seconds. */
export const RETRY_AFTER = 1;
