import { REVISION_LABEL } from '../annotation/revision-label.ts';
import { allow, type Decision } from './decision.ts';
import { Reason } from './reason.ts';

/**
 * A denial that only a guessed label led to becomes a warning: the controller gives the pod another value. Only for a pod
 * that `makePod` has made. A pod that is being created has its labels, whatever they look like, and is never excused.
 */
export function excuseGuess(decision: Decision): Decision {
  if (decision.outcome !== 'deny' || decision.guessed !== true) return decision;
  return allow(Reason.valid, `not checked, as label ${REVISION_LABEL} is not known yet: ${decision.message}`);
}
