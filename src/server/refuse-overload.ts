import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBudget } from './budget.ts';
import type { Load, Overload } from './load.ts';

/** More has come than can be answered in time. */
export class OverloadError extends Error {
  override name = 'OverloadError';
  readonly statusCode = 429;
  readonly overload: Overload;

  constructor(overload: Overload) {
    super(`overloaded (${overload}): ask again in ${RETRY_AFTER} s`);
    this.overload = overload;
  }
}

/** Seconds. */
export const RETRY_AFTER = 1;

/**
 * Refuses requests that could not be answered in time, between receiving their bodies and parsing them:
 * before, a client that sends slowly would count; after, most of the work is done.
 *
 * The answer is 429 with Retry-After, as the API server itself does it. Its client (client-go) then waits
 * and asks again, while its timeout lasts, so that most such admissions are late and not lost. An
 * AdmissionReview that denies would need the uid, hence the parsed body, and is final for everybody but a
 * controller; a request that is not answered holds a place in the API server for the whole timeout. The
 * connection stays open: a new one costs more CPU than an admission. And the replica stays ready: its share
 * would only overload the next one.
 *
 * Not by @fastify/under-pressure: it samples the event loop's mean delay once a second, which is late both to
 * refuse and to stop refusing, and refuses before the body, whatever the time that is left.
 */
export function refuseOverload(app: FastifyInstance, load: Load): void {
  const parseCarefully = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    const overload = load.findOverload(sizeOf(request), budgetOf(request));
    if (overload !== undefined) done(new OverloadError(overload));
    else {
      const parsed = SUSPICIOUS.test(body) ? undefined : parseJson(body);
      if (parsed === undefined) void parseCarefully(request, body, done);
      else done(null, parsed);
    }
  });
}

/**
 * Names that reach a prototype, be it in a value, or an escape that may be part of one. Fastify's parser looks twice
 * for what is more exactly one, and then through all of the object; it is asked only where there may be one.
 */
const SUSPICIOUS = /__proto__|constructor|\\u00[567][0-9a-fA-F]/;

/** Undefined for what is no JSON. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Milliseconds that the API server gives for the request. */
export function budgetOf({ query }: FastifyRequest): number {
  const { timeout } = query as { timeout?: unknown };
  return parseBudget(typeof timeout === 'string' ? timeout : undefined);
}

/** Bytes of the body that was received; a chunked one, which no API server sends, counts as nothing. */
export function sizeOf({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}
