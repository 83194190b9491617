/** Why a request is not taken on. */
export type Overload = 'requests' | 'bytes' | 'lag';

/** What the server has on its hands, and whether it can take on more. */
export class Load {
  readonly #lag: () => number;
  #requests = 0;
  #bytes = 0;
  #lastAt = performance.now();

  /** `lag` tells how many milliseconds a request may have waited before it was seen. */
  constructor(lag: () => number) {
    this.#lag = lag;
  }

  /** Requests that have been received and not been answered. */
  get inFlight(): number {
    return this.#requests;
  }

  /** Milliseconds since there was anything to do. */
  get idleFor(): number {
    return this.#requests > 0 ? 0 : performance.now() - this.#lastAt;
  }

  /** Takes a request of so many bytes on, until the function that it gives is called. */
  begin(bytes: number): () => void {
    this.#requests += 1;
    this.#bytes += bytes;
    return () => {
      this.#requests -= 1;
      this.#bytes -= bytes;
      this.#lastAt = performance.now();
    };
  }

  /** Why a request of so many bytes, to be answered within `budget` milliseconds, had better be refused. */
  findOverload(bytes: number, budget: number): Overload | undefined {
    const overload = this.#findOverload(bytes, budget);
    if (overload !== undefined) this.#lastAt = performance.now();
    return overload;
  }

  #findOverload(bytes: number, budget: number): Overload | undefined {
    if (this.#requests >= MAX_REQUESTS) return 'requests';
    if (this.#requests > 0 && this.#bytes + bytes > MAX_BYTES) return 'bytes';
    // What comes has waited that long already, and those that it waited for have theirs to come.
    return this.#lag() * 2 > budget ? 'lag' : undefined;
  }
}

/**
 * More than three API servers have changes under way at once, as they come (200 each), with one of two
 * replicas away for a moment. They wait for look-ups: what needs CPU only is never in flight with others.
 */
const MAX_REQUESTS = 512;

/** 32 requests of 6 MiB at once were measured to need 360 MB of the 512 MiB that the manifests allow. */
const MAX_BYTES = 192 * 1024 * 1024;
