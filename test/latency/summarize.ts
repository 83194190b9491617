import type { Samples } from './measure-rounds.ts';

export interface Summary {
  readonly title: string;
  readonly count: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the medians of each round, to that of the first subject in the same round: quartiles. */
  readonly ratio: { readonly low: number; readonly middle: number; readonly high: number };
  /** Of the p99 of all samples. */
  readonly p99Ratio: number;
}

/** Compares all with the first. */
export function summarize(measured: readonly Samples[]): Summary[] {
  const [baseline] = measured;
  if (baseline === undefined) return [];
  const baselineP99 = findQuantile(baseline.rounds.flat(), 0.99);
  return measured.map(({ title, rounds }) => {
    const all = rounds.flat();
    const p99 = findQuantile(all, 0.99);
    const ratios = rounds.map(
      (samples, round) => findQuantile(samples, 0.5) / findQuantile(baseline.rounds[round] ?? [], 0.5),
    );
    const [low = 0, middle = 0, high = 0] = [0.25, 0.5, 0.75].map(part => findQuantile(ratios, part));
    const ratio = { low, middle, high };
    return { title, count: all.length, p50: findQuantile(all, 0.5), p99, ratio, p99Ratio: p99 / baselineP99 };
  });
}

/** The least of the values that this part of all do not exceed. */
export function findQuantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
