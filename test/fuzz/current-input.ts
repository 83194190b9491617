/** The text that a worker is reading, in memory that outlives it. */
export class CurrentInput {
  readonly buffer: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #text: Uint16Array;

  constructor(buffer = new SharedArrayBuffer(HEADER + 2 * CAPACITY)) {
    this.buffer = buffer;
    this.#numbers = new Int32Array(buffer, 0, 2);
    this.#text = new Uint16Array(buffer, HEADER);
  }

  /** How many there have been. */
  get count(): number {
    return Atomics.load(this.#numbers, 0);
  }

  get text(): string {
    const units = this.#text.slice(0, Atomics.load(this.#numbers, 1));
    return Array.from(units, unit => String.fromCharCode(unit)).join('');
  }

  set text(text: string) {
    const length = Math.min(text.length, CAPACITY);
    for (let at = 0; at < length; at += 1) this.#text[at] = text.charCodeAt(at);
    Atomics.store(this.#numbers, 1, length);
    Atomics.add(this.#numbers, 0, 1);
  }
}

/** Bytes. */
const HEADER = 8;

/** UTF-16 units, so that halves of surrogate pairs stay what they are. */
const CAPACITY = 512 * 1024;
