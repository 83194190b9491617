/** What the fields of an object of the core API mean, for a comparison. */
export interface Shape {
  readonly fields: Readonly<Record<string, Field>>;
  /** For an object that has exactly one of several members: those that we write. Any other is another kind. */
  readonly kinds?: Readonly<Record<string, Field>>;
}

export interface Field {
  /** What its absence means: the zero value that the API server drops, or the default that it adds. */
  readonly absent?: unknown;
  /** Whether a policy may set it on what we added: it changes nothing about what is shown where. */
  readonly policy?: true;
  /** The value as what it becomes. */
  readonly read?: (value: unknown) => unknown;
  /** Of an object, or of each entry of a list. */
  readonly shape?: Shape;
}
