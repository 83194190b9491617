import { Reason } from '../admission/reason.ts';
import type { DecisionReport } from './explain-decision.ts';
import type { Call } from './find-call.ts';
import type { PresentFailure } from './find-present-failure.ts';

/** What happens to a pod that is created now, in this cluster. The webhook's decision is a part of it. */
export interface Verdict {
  readonly result:
    | 'configured'
    /** Created without what the annotation asks for. */
    | 'unconfigured'
    /** Nothing is asked for. */
    | 'unchanged'
    /** By the webhook. */
    | 'denied'
    /** By the API server. */
    | 'refused'
    /** Its StatefulSet has no such pod. */
    | 'absent'
    /** It depends on a label that only the controller knows. */
    | 'open';
  /** A sentence. */
  readonly message: string;
}

/** What is known of a pod, besides the webhook. */
export interface Circumstances {
  readonly call: Call;
  /** Why its StatefulSet has no such pod. */
  readonly absence?: string | undefined;
  /** Why it, or another pod of its StatefulSet, could last not be created. */
  readonly failure?: PresentFailure | undefined;
}

export function findVerdict(decision: DecisionReport, { call, absence, failure }: Circumstances): Verdict {
  const { outcome, reason, message } = decision;
  if (absence !== undefined) return { result: 'absent', message: absence };
  if (call.effect === 'refused') return { result: 'refused', message: describeRefusal(call) };
  if (outcome !== 'deny' && failure !== undefined && failure.since === undefined)
    return describeFailure(failure);
  if (outcome !== 'allow' && call.effect === 'skipped') {
    return { result: 'unconfigured', message: `the pod is created without its configuration: ${call.why}` };
  }
  if (outcome !== 'allow' && call.effect === 'either') {
    return {
      result: 'unconfigured',
      message: `the pod is created without its configuration, or not at all: ${call.why}`,
    };
  }
  // Only what was excused for a guessed label is valid, rather than mounted.
  if (reason === Reason.valid) return { result: 'open', message };
  return { result: RESULTS[outcome], message: `${reason}: ${message}` };
}

const RESULTS = { mount: 'configured', allow: 'unchanged', deny: 'denied' } as const;

function describeRefusal({ called, why }: Call): string {
  const condition = called === undefined ? ' if the webhook is to be called for it' : '';
  return `the API server rejects the pod${condition}: ${why}`;
}

/** Another webhook, a quota or a policy is the cause: what comes of the next try is not known. */
function describeFailure({ pod, reason, message, at }: PresentFailure): Verdict {
  if (reason !== undefined) return { result: 'denied', message: `${reason}: ${message}` };
  const time = at === '' ? '' : `, last at ${at}`;
  return { result: 'refused', message: `the API server rejected ${pod}${time}: ${message}` };
}
