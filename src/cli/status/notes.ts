import { ReviewError } from '../../admission/review-error.ts';
import { ForbiddenError } from '../../cluster/forbidden-error.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';

/** What could not be told, and why: each once. */
export class Notes {
  readonly #all = new Set<string>();

  add(note: string): void {
    this.#all.add(note);
  }

  /**
   * What was read, or unknown where the user may not read it, or it has a shape that it must not have.
   *
   * @param what goes on from "cannot tell".
   * @throws Error for any other failure.
   */
  async orUnknown<T>(what: string, reading: Promise<T>): Promise<Reading<T>> {
    return reading.catch((error: unknown) => {
      if (!(error instanceof ForbiddenError || error instanceof ReviewError)) throw error;
      this.add(`cannot tell ${what}: ${error.message}`);
      return UNKNOWN;
    });
  }

  list(): string[] {
    return [...this.#all];
  }
}
