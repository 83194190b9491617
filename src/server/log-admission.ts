import type { Logger } from 'pino';
import type { Admission } from './webhook-app.ts';

/**
 * One line for an admission that changed or denied something, none above debug for pods that are not
 * ours. Names and reasons only, never an object.
 */
export function logAdmission(log: Logger, { request, decision, milliseconds }: Admission): void {
  const fields = {
    reason: decision.reason,
    resource: request?.resource.resource,
    namespace: request?.namespace,
    name: request?.name,
    uid: request?.uid,
    dryRun: request?.dryRun,
    milliseconds: Math.round(milliseconds * 100) / 100,
  };
  if (decision.outcome === 'mount') {
    const { ordinal } = decision.configuration;
    log.info({ ...fields, ordinal, operations: decision.operations.length }, 'mounted');
  } else if (decision.outcome === 'deny') {
    log.warn({ ...fields, code: decision.code, message: decision.message }, 'denied');
  } else if (decision.warnings.length > 0) {
    log.warn({ ...fields, warnings: decision.warnings }, 'allowed');
  } else {
    log.debug(fields, 'allowed');
  }
}
