import { MAX_BODY_BYTES_IN_FLIGHT, MAX_REQUESTS_IN_FLIGHT } from '../bounds/bounds.ts';

/** Why a request is not taken on. */
export type Overload = 'requests' | 'bytes' | 'lag';

/** A request whose body is held in memory, or a part of it. */
export interface Holder {
  /** Bytes that are counted for it; kept by `Load`. */
  held: number;
  /** Whether it is in flight; kept by `Load`. */
  begun: boolean;
  /** Called when its body has to make room for others: nothing of it is counted any more, so nothing may be kept. */
  giveUp(): void;
}

/** What the server has on its hands, and whether it can take on more. */
export class Load {
  readonly #lag: () => number;
  /** Those whose bodies are incomplete. First the one to which nothing has come for the longest time. */
  readonly #arriving = new Set<Holder>();
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

  /** Bytes of bodies that are held in memory, whole or not. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Milliseconds since there was anything to do. A body that is arriving is something to do. */
  get idleFor(): number {
    return this.#requests + this.#arriving.size > 0 ? 0 : performance.now() - this.#lastAt;
  }

  /**
   * Counts so many bytes more of a body, until `end`. Call it for every piece as it comes.
   *
   * Counts the bytes that are here, not those that the headers announce: a client that announces 7 MiB and sends
   * nothing takes no room. When there are too many, the incomplete body to which nothing has come for the longest
   * time gives up. So clients that send slowly or stop are the first to go, and cannot keep others out until they
   * time out. When no other body is incomplete, that is the one that has just grown.
   */
  grow(holder: Holder, bytes: number): void {
    holder.held += bytes;
    this.#bytes += bytes;
    this.#arriving.delete(holder);
    this.#arriving.add(holder);
    for (const stillest of this.#arriving) {
      if (this.#bytes <= MAX_BODY_BYTES_IN_FLIGHT) return;
      this.end(stillest);
      stillest.giveUp();
    }
  }

  /** Takes a request on whose body is complete, until `end`. */
  begin(holder: Holder): void {
    this.#arriving.delete(holder);
    this.#requests += 1;
    holder.begun = true;
  }

  /** Counts nothing of a request any more; it may have ended before. */
  end(holder: Holder): void {
    this.#arriving.delete(holder);
    this.#bytes -= holder.held;
    holder.held = 0;
    if (holder.begun) this.#requests -= 1;
    holder.begun = false;
    this.#lastAt = performance.now();
  }

  /** Why a request whose body is complete, to be answered within `budget` milliseconds, had better be refused. */
  findOverload(budget: number): Overload | undefined {
    if (this.#requests >= MAX_REQUESTS_IN_FLIGHT) return 'requests';
    // What comes has waited that long already, and those that it waited for have theirs to come.
    return this.#lag() * 2 > budget ? 'lag' : undefined;
  }
}
