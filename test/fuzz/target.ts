import type fc from 'fast-check';

/** What is fuzzed: reads a text in every way that it is read, and fails an assertion if that is not as it must be. */
export interface Target {
  /** CPU time that one input may take, in milliseconds: many times what the costliest known one takes. */
  readonly milliseconds: number;
  /** How the target's texts are written, for what looks at more than their words; undefined for plain text. */
  readonly notation: Notation | undefined;
  /** Texts that are made from nothing, besides those that are like others. */
  readonly made?: fc.Arbitrary<string>;
  readonly read: (text: string) => void | Promise<void>;
}

export interface Notation {
  /** Throws for what is not written in it. */
  readonly parse: (text: string) => unknown;
  readonly stringify: (value: unknown) => string;
}
