import type { IncomingMessage } from 'node:http';
import { errorCodes, type FastifyInstance } from 'fastify';
import { refuseManyValues } from '../bounds/refuse-many-values.ts';
import { Body } from './body.ts';
import type { Load } from './load.ts';
import { OverloadError } from './overload-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What `load` counts for it, to be ended by `Load.end` after the decision. Undefined without a body. */
    holder: Body | undefined;
  }
}

/**
 * Receives the JSON bodies of requests, each counted by `load` from its first byte until the request has been
 * answered or its connection closes, and refuses requests that could not be answered in time.
 *
 * The answer is 429 with Retry-After, as the API server itself does it. Its client (client-go) then waits
 * and asks again, while its timeout lasts, so that most such admissions are late and not lost. An
 * AdmissionReview that denies would need the uid, hence the parsed body, and is final for everybody but a
 * controller; a request that is not answered holds a place in the API server for the whole timeout. The
 * connection stays open: a new one costs more CPU than an admission. And the replica stays ready: its share
 * would only overload the next one.
 *
 * Too many bytes are noticed while a body arrives. Too many requests and too little time are noticed when it is
 * complete: before, a client that sends slowly would count; after it is parsed, most of the work is done.
 *
 * Not by @fastify/under-pressure: it samples the event loop's mean delay once a second, which is late both to
 * refuse and to stop refusing, and refuses before the body, whatever the time that is left. Not by Fastify's own
 * parsers either: they collect bodies that nobody counts, even for paths that do not exist.
 */
export function receiveBodies(app: FastifyInstance, load: Load): void {
  // To set a member named __proto__, as JSON.parse does it, reaches no prototype; to copy objects member by member might,
  // and nothing here does. To look for that name takes a tenth of the time of a review of 200 KB.
  const parse = app.getDefaultJsonParser('ignore', 'ignore');
  const limit = app.initialConfig.bodyLimit ?? 0;
  app.decorateRequest('holder', undefined);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', (request, payload, done) => {
    // Node.js discards a body that nobody reads.
    if (request.is404) return done(null);
    if (Number(request.headers['content-length'] ?? 0) > limit) return done(tooLarge());
    const body = new Body(load, done);
    request.holder = body;
    collect(payload, body, limit);
    payload.on('end', () => {
      const overload = load.findOverload(request.demand.budget);
      if (overload !== undefined) body.refuse(new OverloadError(overload));
      if (body.isRefused) return;
      load.begin(body);
      const text = body.take();
      try {
        refuseManyValues(text);
      } catch (error) {
        return body.refuse(Object.assign(error as Error, { statusCode: 413 }));
      }
      void parse(request, text, (error, review) => {
        if (error !== null) body.refuse(error);
        else if (text.length < LONG) done(null, review);
        else setImmediate(done, null, review);
      });
    });
    // Comes after the end, too: by then the request is in flight, or has been answered.
    payload.on('close', () => {
      if (!body.begun) body.drop();
    });
  });
}

/** A body that was refused is read to its end and not kept: the next request on this connection follows it. */
function collect(payload: IncomingMessage, body: Body, limit: number): void {
  payload.on('data', (chunk: Buffer) => {
    if (body.add(chunk) > limit) body.refuse(tooLarge());
  });
}

/** Characters. To parse a longer text can take so long that others have their turn before it is decided on. */
const LONG = 256 * 1024;

function tooLarge(): Error {
  return new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
}
