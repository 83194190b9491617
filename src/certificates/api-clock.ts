/** The clocks of the machine. */
export interface Clock {
  now(): Date;
  /** Milliseconds since any one moment, whoever sets the clock meanwhile. */
  monotonic(): number;
}

/**
 * The API server's clock, which counts: it is the one to check our certificates. Read off its answers, and
 * told on by this machine's until the next one.
 */
export class ApiClock {
  readonly #clock: Clock;
  readonly #reportOff: (secondsAhead: number) => void;
  /** Milliseconds by which this machine's clock is ahead. */
  #ahead = 0;

  /** @param reportOff told when this machine's clock is found to be a minute off or more. */
  constructor(clock: Clock, reportOff: (secondsAhead: number) => void) {
    this.#clock = clock;
    this.#reportOff = reportOff;
  }

  /** @param date what the API server says; undefined when it does not. */
  follow(date: Date | undefined): void {
    if (date === undefined) return;
    const wasOff = isOff(this.#ahead);
    this.#ahead = this.#clock.now().getTime() - date.getTime();
    if (isOff(this.#ahead) && !wasOff) this.#reportOff(Math.round(this.#ahead / 1_000));
  }

  now(): Date {
    return new Date(this.#clock.now().getTime() - this.#ahead);
  }
}

/** An answer's date is in whole seconds, and some time under way. */
function isOff(ahead: number): boolean {
  return Math.abs(ahead) >= 60_000;
}
