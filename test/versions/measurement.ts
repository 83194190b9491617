import type { Fact } from '../e2e/difference.ts';

/** What was measured on one release. */
export interface Measurement {
  readonly release: string;
  /** As in 2026-11-28. */
  readonly date: string;
  /** What did not work, if the tests could not be run to their end. */
  readonly failure?: string;
  /** Of each component, as it says itself. */
  readonly versions: Readonly<Record<string, string>>;
  readonly passed: number;
  readonly failed: readonly { readonly title: string }[];
  readonly skipped: readonly { readonly title: string; readonly reason: string }[];
  readonly facts: readonly Fact[];
}

export const isGood = ({ failure, failed }: Measurement): boolean =>
  failure === undefined && failed.length === 0;

/** What is known of the releases in the list: the latest of each. */
export function updateMeasurements(
  releases: readonly string[],
  former: readonly Measurement[],
  latest: readonly Measurement[],
): Measurement[] {
  const known = new Map([...former, ...latest].map(one => [one.release, one]));
  return releases.flatMap(release => known.get(release) ?? []);
}
