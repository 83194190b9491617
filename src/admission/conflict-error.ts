/** The pod already has something where its configuration belongs. */
export class ConflictError extends Error {
  override name = 'ConflictError';

  /** @param conflicts each a sentence: what is in the way, where, and what to do about it. */
  constructor(conflicts: readonly string[]) {
    super(conflicts.join('. '));
  }
}
