import type { VariableRequest } from './annotation.ts';
import type { Field } from './field.ts';
import { isGuessed, REVISION_LABEL } from './revision-label.ts';

/**
 * The variables whose values may depend on the label that only the controller knows; undefined where its value is known, and
 * nothing is guessed.
 */
export function findGuesses(
  variables: readonly VariableRequest[],
  labels: Readonly<Record<string, string>>,
): ReadonlySet<string> | undefined {
  const revision = labels[REVISION_LABEL];
  if (revision === undefined || !isGuessed(revision)) return undefined;
  const guesses = new Set<string>();
  for (const { name, value } of variables) if (refersToRevision(value, guesses)) guesses.add(name);
  return guesses;
}

/** Whether the field refers to that label, itself or by way of such a variable. */
export function refersToRevision({ template }: Field, guesses: ReadonlySet<string>): boolean {
  return template.source.includes(REVISION_LABEL) || [...template.own].some(name => guesses.has(name));
}
