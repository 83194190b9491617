import type { Writable } from 'node:stream';

/**
 * Writes lines together: the first at once, what follows within a tenth of a second in one piece. A line by itself
 * costs more than to decide on a pod.
 *
 * The caller must `flush` when the process ends, whatever it ends by. Where nobody reads, lines are kept up to
 * `MAX_PENDING`, and those beyond are lost, as are those whose write fails: a line that `describeLost` makes says how
 * many, once a line can be written again.
 */
export class LogBatches {
  readonly #out: Writable;
  readonly #describeLost: (lines: number) => string;
  #untold: (() => void)[] = [];
  /** Bytes and not strings: those would live until they are written, long enough for V8 to keep them apart as old. */
  #batch = Buffer.allocUnsafeSlow(MAX_BATCH);
  #length = 0;
  /** In the batch; one that tells of lost ones counts as those. */
  #lines = 0;
  #lost = 0;
  /** A write that fails may have written the beginning of a line. */
  #torn = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(out: Writable, describeLost: (lines: number) => string) {
    this.#out = out;
    this.#describeLost = describeLost;
  }

  /**
   * As `write`, by a function that puts the line together and writes it. Lines are put together some at a time: one by one
   * each takes several times as long, since it finds the caches cold. And that is done when all that can be
   * answered now has been.
   */
  writeLater(write: () => void): void {
    this.#untold.push(write);
    if (this.#timer === undefined) this.#writeUntold();
    else if (this.#untold.length === MAX_UNTOLD) setImmediate(() => this.#writeUntold());
  }

  write(line: string): void {
    if (this.#out.writableLength + this.#length > MAX_PENDING) {
      this.#lost += 1;
      return;
    }
    this.#add(line, 1);
    if (this.#timer === undefined) this.flush();
  }

  /** Passes on what there is now. */
  flush(): void {
    this.#writeUntold();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lost > 0 && this.#out.writableLength < MAX_PENDING / 2) {
      const lost = this.#lost;
      this.#lost = 0;
      this.#add(this.#describeLost(lost), lost);
    }
    if (this.#length === 0 && this.#lost === 0) return;
    this.#writeBatch();
    this.#timer = setTimeout(() => this.flush(), INTERVAL).unref();
  }

  #writeUntold(): void {
    const untold = this.#untold;
    this.#untold = [];
    for (const write of untold) write();
  }

  #add(line: string, lines: number): void {
    const most = line.length * MAX_BYTES_OF_UNIT;
    if (this.#length + most > MAX_BATCH) this.#writeBatch();
    if (most > MAX_BATCH) {
      this.#pass(line, lines);
      return;
    }
    this.#length += this.#batch.write(line, this.#length);
    this.#lines += lines;
  }

  #writeBatch(): void {
    if (this.#length === 0) return;
    this.#pass(this.#batch.subarray(0, this.#length), this.#lines);
    // Whoever reads slowly has the former one still.
    this.#batch = Buffer.allocUnsafeSlow(MAX_BATCH);
    this.#length = 0;
    this.#lines = 0;
  }

  #pass(piece: string | Buffer, lines: number): void {
    if (this.#torn) this.#out.write(LINE_END);
    this.#torn = false;
    this.#out.write(piece, error => {
      if (!error) return;
      this.#lost += lines;
      this.#torn = true;
    });
  }
}

const LINE_END = Buffer.from('\n');

/** Milliseconds. */
const INTERVAL = 100;

/** Lines. */
const MAX_UNTOLD = 16;

/** Bytes: about a hundred lines. */
const MAX_BATCH = 32 * 1024;

/** In UTF-8, of a UTF-16 unit. */
const MAX_BYTES_OF_UNIT = 3;

/** Bytes: some thirty thousand lines. */
const MAX_PENDING = 8 * 1024 * 1024;
