import type { Decision } from '../admission/decision.ts';
import type { LeftOut } from '../annotation/pod-configuration.ts';

/** Elements of the annotation whose condition does not hold for the pod. */
export function listLeftOut(decision: Decision): readonly LeftOut[] {
  return decision.outcome === 'mount' ? decision.configuration.leftOut : [];
}
