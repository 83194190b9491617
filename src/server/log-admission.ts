import type { Logger } from 'pino';
import type { Decision } from '../admission/decision.ts';
import { nameSubject, type SubjectNames } from '../admission/name-subject.ts';
import type { AdmissionRequest } from '../admission/review.ts';
import { MAX_NAME_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import type { Admission } from './webhook-app.ts';

/**
 * One line for an admission that changed or denied something; none above debug for others, so none for
 * pods that are not ours. Names and reasons only, never an object.
 */
export function logAdmission(log: Logger, { request, decision, milliseconds }: Admission): void {
  const level = LEVELS[decision.outcome];
  const isUndecided = decision.outcome === 'deny' && decision.undecided === true;
  const changesNothing = decision.outcome === 'mount' && decision.operations.length === 0;
  const chosen = changesNothing ? 'debug' : level;
  // Most admissions are of pods that are not ours: what nobody reads is not put together.
  if (!log.isLevelEnabled(chosen)) return;
  const { namespace, uid, dryRun } = request ?? {};
  const { pod, set, ordinal } = request === undefined ? {} : name(request, decision);
  // pino passes over what is undefined.
  const line = {
    namespace: cutName(namespace),
    pod,
    set,
    ordinal,
    uid,
    dryRun: dryRun === true ? dryRun : undefined,
    reason: decision.reason,
    operations: decision.outcome === 'mount' ? decision.operations.length : undefined,
    code: decision.outcome === 'deny' && !isUndecided ? decision.code : undefined,
    message: decision.outcome === 'deny' ? decision.message : undefined,
    warnings: decision.outcome === 'allow' && decision.warnings.length > 0 ? decision.warnings : undefined,
    durationMs: round(milliseconds),
  };
  log[chosen](line, isUndecided ? 'undecided' : TEXTS[decision.outcome]);
}

const LEVELS = { mount: 'info', deny: 'warn', allow: 'debug' } as const;

const TEXTS = { mount: 'mounted', deny: 'denied', allow: 'allowed' } as const;

/** Of a pod that is not ours, names can be of any length. A pod that was decided on as ours is not looked at once more. */
function name(request: AdmissionRequest, decision: Decision): SubjectNames {
  if (decision.outcome !== 'mount') {
    const { pod, set, ordinal } = nameSubject(request);
    return { pod: cutName(pod), set: cutName(set), ordinal };
  }
  return { pod: request.name, set: decision.set, ordinal: decision.configuration.ordinal };
}

function cutName(name: string | undefined): string | undefined {
  return name === undefined ? undefined : cutText(name, MAX_NAME_LENGTH);
}

/** A hundredth of a millisecond is all that is worth telling. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
