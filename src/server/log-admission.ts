import type { Logger } from 'pino';
import { nameSubject } from '../admission/name-subject.ts';
import type { Admission } from './webhook-app.ts';

/**
 * One line for an admission that changed or denied something; none above debug for others, so none for
 * pods that are not ours. Names and reasons only, never an object.
 */
export function logAdmission(log: Logger, { request, decision, milliseconds }: Admission): void {
  const level = LEVELS[decision.outcome];
  const changesNothing = decision.outcome === 'mount' && decision.operations.length === 0;
  const chosen = changesNothing ? 'debug' : level;
  // Most admissions are of pods that are not ours: what nobody reads is not put together.
  if (!log.isLevelEnabled(chosen)) return;
  log[chosen](
    { ...describe(request), ...detail(decision), durationMs: round(milliseconds) },
    TEXTS[decision.outcome],
  );
}

const LEVELS = { mount: 'info', deny: 'warn', allow: 'debug' } as const;

const TEXTS = { mount: 'mounted', deny: 'denied', allow: 'allowed' } as const;

function describe(request: Admission['request']): object {
  if (request === undefined) return {};
  const { namespace, uid, dryRun } = request;
  return { namespace, ...nameSubject(request), uid, ...(dryRun === true ? { dryRun } : {}) };
}

function detail(decision: Admission['decision']): object {
  const { reason } = decision;
  switch (decision.outcome) {
    case 'mount':
      return { reason, operations: decision.operations.length };
    case 'deny':
      return { reason, code: decision.code, message: decision.message };
    case 'allow':
      return decision.warnings.length === 0 ? { reason } : { reason, warnings: decision.warnings };
  }
}

/** A hundredth of a millisecond is all that is worth telling. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
