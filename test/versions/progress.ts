import type { WriteStream } from 'node:tty';

export type Output = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };

/** Tells how far each release is: lines that come and stay in a pipe, and a line for each on a terminal. */
export class Progress {
  readonly #output: Output;
  readonly #states = new Map<string, string>();
  readonly #start = performance.now();
  #shown = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  /** @param isTransient nothing that a log must hold. */
  tell(release: string, text: string, isTransient = false): void {
    const line = `${String(Math.round((performance.now() - this.#start) / 1_000)).padStart(5)} s  ${release}  ${text}`;
    this.#states.set(release, line);
    if (this.#output.isTTY !== true) {
      if (!isTransient) this.#output.write(`${line}\n`);
      return;
    }
    this.#erase();
    if (/^FAILED|failed|could not/.test(text)) this.#output.write(`${line}\n`);
    for (const state of this.#states.values()) this.#output.write(`${this.#cut(state)}\n`);
    this.#shown = this.#states.size;
  }

  /** The lines are taken up, to write them anew. */
  #erase(): void {
    if (this.#shown > 0) this.#output.write(`\x1b[${this.#shown}A\x1b[J`);
  }
  /** A line that the terminal breaks would be two to take up. */
  #cut(line: string): string {
    return line.slice(0, (this.#output.columns ?? 80) - 1);
  }
}
