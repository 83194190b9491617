import type { Annotation } from '../annotation/annotation.ts';
import { describeAnnotation } from './describe-annotation.ts';
import { matchAnnotation } from './match-annotation.ts';
import {
  isNumbered,
  matchConstraints,
  matchOwner,
  NO_MIRROR,
  READS_OWNER,
  type Target,
} from './match-pods.ts';
import { namePolicy } from './name-policy.ts';
import { pairPolicies } from './pair-policies.ts';
import { NEED_SET } from './variable-codes.ts';

/** What policies do, and for which pods. */
export interface PolicyRequest {
  readonly target: Target;
  readonly annotation: Annotation;
  /** Of the annotation. */
  readonly text: string;
  readonly onTemplate: boolean;
}

/** The objects that configure the pods of a StatefulSet without a webhook, and that deny those that they cannot configure. */
export function makePolicies({ target, annotation, text, onTemplate }: PolicyRequest): object[] {
  const name = namePolicy(target, annotation.hash, onTemplate);
  const readsSet = !onTemplate || NEED_SET.some(variable => annotation.uses.has(variable));
  const { isThere, isCurrent } = matchAnnotation(text, onTemplate);
  return pairPolicies({
    name,
    constraints: matchConstraints(target),
    conditions: [
      matchOwner(target),
      NO_MIRROR,
      { name: 'annotated', expression: readsSet ? `!(${READS_OWNER}) || ${isThere}` : isThere },
    ],
    isNumbered: isNumbered(target.name),
    isKnown: isCurrent,
    ...describeAnnotation(target, annotation),
    messages: {
      unnumbered: `expected the pod to be named ${target.name}-<ordinal>`,
      unknown: 'the annotation is not the one that was exported: export the policies again',
      unconfigured: `the pod was not configured: check that MutatingAdmissionPolicy ${name} and its binding exist`,
    },
    param: readsSet ? target : undefined,
  });
}
