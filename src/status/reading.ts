/** What was read: undefined where it is not there, `unknown` where we may not look. */
export type Reading<T> = T | undefined | typeof UNKNOWN;

export const UNKNOWN = 'unknown';
