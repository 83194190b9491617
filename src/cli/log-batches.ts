import type { Writable } from 'node:stream';

/**
 * Writes lines together: the first at once, what follows within a tenth of a second in one piece. A line by itself
 * costs more than to decide on a pod.
 *
 * The caller must `flush` when the process ends, whatever it ends by. Where nobody reads, lines are kept up to
 * `MAX_PENDING`, and those beyond are lost: a line that `describeLost` makes says how many, once somebody reads again.
 */
export class LogBatches {
  readonly #out: Writable;
  readonly #describeLost: (lines: number) => string;
  readonly #untold: (() => void)[] = [];
  #lines = '';
  #lost = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(out: Writable, describeLost: (lines: number) => string) {
    this.#out = out;
    this.#describeLost = describeLost;
  }

  /**
   * As `write`, by a function that puts the line together and writes it. Lines are put together some at a time: one by one
   * each takes several times as long, since it finds the caches cold.
   */
  writeLater(write: () => void): void {
    this.#untold.push(write);
    if (this.#timer === undefined || this.#untold.length === MAX_UNTOLD) this.#writeUntold();
  }

  write(line: string): void {
    if (this.#out.writableLength + this.#lines.length > MAX_PENDING) {
      this.#lost += 1;
      return;
    }
    this.#lines += line;
    if (this.#timer === undefined || this.#lines.length > MAX_BATCH) this.flush();
  }

  /** Passes on what there is now. */
  flush(): void {
    this.#writeUntold();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lost > 0 && this.#out.writableLength < MAX_PENDING / 2) {
      this.#lines += this.#describeLost(this.#lost);
      this.#lost = 0;
    }
    if (this.#lines === '' && this.#lost === 0) return;
    if (this.#lines !== '') this.#out.write(this.#lines);
    this.#lines = '';
    this.#timer = setTimeout(() => this.flush(), INTERVAL).unref();
  }

  #writeUntold(): void {
    for (const write of this.#untold.splice(0)) write();
  }
}

/** Milliseconds. */
const INTERVAL = 100;

/** Lines. */
const MAX_UNTOLD = 128;

/** Characters: some hundred lines. */
const MAX_BATCH = 32 * 1024;

/** Characters, or bytes where the stream has them already: some thirty thousand lines. */
const MAX_PENDING = 8 * 1024 * 1024;
