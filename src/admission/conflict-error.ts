import { MAX_NAMES_LISTED } from '../bounds/bounds.ts';

/** The pod already has something where its configuration belongs. */
export class ConflictError extends Error {
  override name = 'ConflictError';

  /** @param conflicts each a sentence: what is in the way, where, and what to do about it. */
  constructor(conflicts: readonly string[]) {
    super(
      [...conflicts.slice(0, MAX_NAMES_LISTED), ...countOthers(conflicts.length - MAX_NAMES_LISTED)].join(
        '. ',
      ),
    );
  }
}

/** There can be one for each mount of each container. */
function countOthers(others: number): string[] {
  if (others <= 0) return [];
  return [`There are ${others.toLocaleString('en')} more such conflicts`];
}
