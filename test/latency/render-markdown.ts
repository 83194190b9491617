import type { Summary } from './summarize.ts';

/** A table for a page of the documentation. */
export function renderMarkdown(summaries: readonly Summary[]): string {
  const rows = summaries.map(
    ({ title, p50, p99, ratio: { low, middle, high }, p99Ratio }) =>
      `| ${title} | ${p50.toFixed(1)} ms | ${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) | ${p99.toFixed(1)} ms | ${p99Ratio.toFixed(2)} |`,
  );
  return `${[HEAD, '| --- | --- | --- | --- | --- |', ...rows].join('\n')}\n\n${summaries[0]?.count ?? 0} pods each\n`;
}

const HEAD = '| configured by | p50 | ratio of medians (quartiles) | p99 | ratio of p99 |';
