import type { Holder, Load } from './load.ts';
import { OverloadError } from './overload-error.ts';

/** The body of a request, as far as it has arrived. */
export class Body implements Holder {
  held = 0;
  begun = false;
  readonly #load: Load;
  readonly #tell: (error: Error) => void;
  #isRefused = false;
  #first: Buffer | undefined;
  /** All of it, once more than the first piece has come. */
  #block: Buffer | undefined;
  #length = 0;

  /** `tell` is told once if the request is refused. */
  constructor(load: Load, tell: (error: Error) => void) {
    this.#load = load;
    this.#tell = tell;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Keeps a piece of it, unless it was refused; gives how many bytes are kept. */
  add(chunk: Buffer): number {
    if (this.#isRefused) return 0;
    // Most reviews come in one piece.
    if (this.#length === 0) this.#first = chunk;
    else this.#append(chunk);
    this.#length += chunk.length;
    this.#load.grow(this, chunk.length);
    return this.#length;
  }

  /**
   * Pieces are copied: a list of them would take far more than the body where a client sends it byte by byte, and what
   * small pieces leave behind is scattered over malloc's heap, which then cannot be given back.
   */
  #append(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    if (this.#block === undefined || this.#block.length < length) {
      const block = Buffer.allocUnsafeSlow(Math.max(length, this.#length * 2, MIN_BLOCK));
      (this.#block ?? this.#first)?.copy(block, 0, 0, this.#length);
      this.#free();
      this.#block = block;
    }
    chunk.copy(this.#block, this.#length);
  }

  /** Its text, once it is complete. The bytes are not kept, but counted on for what is made of them. */
  take(): string {
    const text = (this.#block ?? this.#first)?.toString('utf8', 0, this.#length) ?? '';
    this.#free();
    return text;
  }

  /** Keeps and counts nothing of it any more. */
  drop(): void {
    this.#free();
    this.#length = 0;
    this.#load.end(this);
  }

  refuse(error: Error): void {
    if (this.#isRefused) return;
    this.#isRefused = true;
    this.drop();
    this.#tell(error);
  }

  giveUp(): void {
    this.refuse(new OverloadError('bytes'));
  }

  /** Gives the block back now, and not at the next collection. */
  #free(): void {
    (this.#block?.buffer as ArrayBuffer | undefined)?.transfer(0);
    this.#block = undefined;
    this.#first = undefined;
  }
}

/** Bytes. From here on malloc maps each block by itself (see the Dockerfile), and what is not written takes no memory. */
const MIN_BLOCK = 128 * 1024;
