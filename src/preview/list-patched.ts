import type { Decision } from '../admission/decision.ts';
import { fillRequests } from '../admission/fill-requests.ts';
import type { Pod } from '../admission/pod.ts';
import { type Change, listChanges } from '../patch/list-changed.ts';
import { mergePod } from '../patch/merge-pod.ts';

/**
 * The fields that patches change in a pod.
 *
 * @param pod as it came.
 */
export function listPatched(pod: Pod, decision: Decision): readonly Change[] {
  if (decision.outcome !== 'mount' || decision.configuration.patches.length === 0) return [];
  const before = fillRequests(pod);
  const after = decision.configuration.patches.reduce<object>(
    (merged, { patch }) => mergePod(merged, patch),
    before,
  );
  return listChanges(before, after);
}
