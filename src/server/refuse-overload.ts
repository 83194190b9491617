import type { FastifyInstance } from 'fastify';
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
  // To set a member named __proto__, as JSON.parse does it, reaches no prototype; to copy objects member by member might,
  // and nothing here does. To look for that name takes a tenth of the time of a review of 200 KB.
  const parse = app.getDefaultJsonParser('ignore', 'ignore');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    const { bytes, budget } = request.demand;
    const overload = load.findOverload(bytes, budget);
    if (overload === undefined) void parse(request, body, done);
    else done(new OverloadError(overload));
  });
}
