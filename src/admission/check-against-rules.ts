import { Mistakes } from '../annotation/mistakes.ts';
import { mistakeAt } from '../annotation/place.ts';
import type { ConfiguredPatch } from '../annotation/pod-configuration.ts';
import { MAX_MISTAKES_TOLD } from '../bounds/bounds.ts';
import type { Turns } from '../bounds/turns.ts';
import { checkPatched } from '../patch/check-patched.ts';
import { listChanged } from '../patch/list-changed.ts';
import type { Pod } from './pod.ts';

export interface Application {
  readonly patches: readonly ConfiguredPatch[];
  readonly ordinal: number;
  /** Names of volumes that the annotation adds after its patches. */
  readonly provided: ReadonlySet<string>;
  readonly apply: (pod: Pod, patch: ConfiguredPatch) => Pod;
}

/**
 * The API server's rules for a patched pod. What it has between two patches breaks no rule.
 *
 * @throws AnnotationError with all that it would refuse, and the patch that has probably brought it in.
 */
export function* checkAgainstRules(before: Pod, after: Pod, application: Application): Turns<void> {
  const complaints = checkPatched(before, after, application.provided);
  if (complaints.length === 0) return;
  const mistakes = new Mistakes();
  const told = complaints.slice(0, MAX_MISTAKES_TOLD);
  const changes = yield* listChanges(before, application);
  for (const { path, message } of told) {
    const culprit = application.patches[findCulprit(changes, path)];
    if (culprit !== undefined) {
      mistakes.add(mistakeAt(culprit.place, `${path}: ${message}`, application.ordinal));
    }
  }
  mistakes.addUntold(complaints.length - told.length);
  mistakes.refuse();
}

/** The fields that each patch changes. */
function* listChanges(before: Pod, { patches, apply }: Application): Turns<string[][]> {
  let pod = before;
  const changes: string[][] = [];
  for (const patch of patches) {
    const former = pod;
    pod = apply(former, patch);
    changes.push(listChanged(former, pod));
    yield;
  }
  return changes;
}

/** The last patch of those that have changed what is nearest: a request is refused for a limit, too. */
function findCulprit(changes: readonly (readonly string[])[], path: string): number {
  const nearness = changes.map(fields =>
    fields.reduce((most, field) => Math.max(most, countShared(field, path)), 0),
  );
  return nearness.lastIndexOf(Math.max(...nearness));
}

/** Characters with which both begin. */
function countShared(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}
