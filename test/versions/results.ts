import type { Measurement } from './measurement.ts';
import type { ResultLine } from './reporter.ts';

/** Gathers what the reporter writes, line by line. */
export class Results {
  readonly #lines: ResultLine[] = [];

  add(line: ResultLine): void {
    this.#lines.push(line);
  }

  /** The facts of a suite that is run to its end, or not. */
  summarize(): Pick<Measurement, 'passed' | 'failed' | 'skipped' | 'facts'> {
    const lines = this.#lines;
    return {
      passed: lines.filter(line => 'outcome' in line && line.outcome === 'passed').length,
      failed: lines.flatMap(line =>
        'outcome' in line && line.outcome === 'failed' ? { title: line.title } : [],
      ),
      skipped: lines.flatMap(line =>
        'outcome' in line && line.outcome === 'skipped' ? { title: line.title, reason: line.reason } : [],
      ),
      facts: lines.filter(line => 'fact' in line),
    };
  }
}
