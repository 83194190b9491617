import { MAX_NAMES_LISTED } from '../bounds/bounds.ts';
import { type Conflict, sentenceOf, type TemplatePod } from './conflict.ts';

/** The pod already has something where its configuration belongs. */
export class ConflictError extends Error {
  override name = 'ConflictError';
  readonly conflicts: readonly Conflict[];

  constructor(conflicts: readonly Conflict[]) {
    super(describeConflicts(conflicts));
    this.conflicts = conflicts;
  }
}

/** @param template tells what another webhook or policy is the cause of. */
export function describeConflicts(conflicts: readonly Conflict[], template?: TemplatePod): string {
  const sentences = conflicts.slice(0, MAX_NAMES_LISTED).map(conflict => sentenceOf(conflict, template));
  return [...sentences, ...countOthers(conflicts.length - MAX_NAMES_LISTED)].join('. ');
}

/** There can be one for each mount of each container. */
function countOthers(others: number): string[] {
  if (others <= 0) return [];
  return [`There are ${others.toLocaleString('en')} more such conflicts`];
}
