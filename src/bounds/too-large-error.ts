/** What would go out exceeds a bound. */
export class TooLargeError extends Error {
  override name = 'TooLargeError';

  /**
   * @param what would be too large, as a noun phrase: `the patch for pod "web-0"`.
   * @param bound the most that is allowed, and `got`, both in `unit`.
   * @param advice what to write less of.
   */
  constructor(what: string, { bound, got, unit }: Exceeded, advice: string) {
    super(`${what}: Too large: may not have more than ${bound} ${unit}, got ${got}: ${advice}`);
  }
}

export interface Exceeded {
  readonly bound: number;
  /** Where counting stopped early, this is the count so far. */
  readonly got: number | string;
  readonly unit: string;
}
