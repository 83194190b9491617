import { Mistakes } from '../annotation/mistakes.ts';
import { mistakeAt } from '../annotation/place.ts';
import type { ConfiguredPatch } from '../annotation/pod-configuration.ts';
import { checkPatched } from '../patch/check-patched.ts';
import type { Pod } from './pod.ts';

export interface Application {
  readonly patches: readonly ConfiguredPatch[];
  readonly ordinal: number;
  readonly apply: (pod: Pod, patch: ConfiguredPatch) => Pod;
}

/**
 * The API server's rules for a patched pod. What it has between two patches breaks no rule.
 *
 * @throws AnnotationError with all that it would refuse, and the patch that has brought it in.
 */
export function checkAgainstRules(before: Pod, after: Pod, application: Application): void {
  const complaints = checkPatched(before, after);
  if (complaints.length === 0) return;
  const mistakes = new Mistakes();
  const stages = listStages(before, application);
  for (const { path, message } of complaints) {
    const complaint = describe(path, message);
    const patch = application.patches[findCulprit(stages, complaint)];
    if (patch !== undefined) mistakes.add(mistakeAt(patch.place, complaint, application.ordinal));
  }
  mistakes.refuse();
}

/** What would be wrong after each patch. */
function listStages(before: Pod, { patches, apply }: Application): ReadonlySet<string>[] {
  let pod = before;
  return patches.map(patch => {
    pod = apply(pod, patch);
    return new Set(checkPatched(before, pod).map(({ path, message }) => describe(path, message)));
  });
}

/** The patch that has brought it in: it was not wrong before that, and has been since. */
function findCulprit(stages: readonly ReadonlySet<string>[], complaint: string): number {
  return stages.findLastIndex(complaints => !complaints.has(complaint)) + 1;
}

function describe(path: string, message: string): string {
  return `${path}: ${message}`;
}
