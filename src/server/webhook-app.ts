import type { SecureContextOptions, Server } from 'node:tls';
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { admit } from '../admission/admit.ts';
import { type Decision, type Denial, deny, prefixOf } from '../admission/decision.ts';
import { Reason } from '../admission/reason.ts';
import { type AdmissionRequest, answer, findUid, parseReview } from '../admission/review.ts';
import { ReviewError } from '../admission/review-error.ts';
import { validateInTurns } from '../admission/validate.ts';
import { MAX_BODY_BYTES } from '../bounds/bounds.ts';
import { answerBadUrl } from './answer-bad-url.ts';
import { makeQueryReader } from './budget.ts';
import { MAX_CONNECTIONS, WEBHOOK_LIMITS } from './connection-limits.ts';
import { cut } from './cut.ts';
import { noteDemands } from './demand.ts';
import type { Load, Overload } from './load.ts';
import { type LookUpDependencies, lookUpInTime } from './look-up-in-time.ts';
import { OverloadError, RETRY_AFTER } from './overload-error.ts';
import { receiveBodies } from './receive-bodies.ts';
import { makeTakeTurns } from './take-turns.ts';

/** Where the API server sends the pods. */
export const MUTATE_PATH = '/mutate';

/** Where the API server sends the StatefulSets. */
export const VALIDATE_PATH = '/validate';

/** What the app needs of the world. */
export interface WebhookDependencies extends LookUpDependencies {
  /** Told of each decision after it is made; must not throw. */
  readonly observe: (admission: Admission) => void;
  /** Told of a defect: what should never be thrown. */
  readonly report: (error: Error, what: string) => void;
  /** Told of clients with whom no TLS connection came about. */
  readonly reportTls: (error: Error) => void;
  /** Told of each request that is refused, for there are too many. */
  readonly reportOverload: (overload: Overload) => void;
  /** True once no more requests should come over the same connection. */
  readonly isDraining: () => boolean;
  readonly load: Load;
  readonly clusterDomain?: string;
}

/** One decision, with what to say about it. */
export interface Admission {
  /** Undefined when the review could not be read. */
  readonly request: AdmissionRequest | undefined;
  readonly decision: Decision;
  /** From the headers' arrival, so with the time that the body took. */
  readonly milliseconds: number;
}

/** Builds the HTTPS app that the API server calls; it does not listen yet, and has no certificate. */
export function buildWebhookApp(dependencies: WebhookDependencies): FastifyInstance {
  const app = fastify({
    ...WEBHOOK_LIMITS,
    https: { ...WEBHOOK_LIMITS.https, minVersion: MIN_TLS_VERSION },
    bodyLimit: MAX_BODY_BYTES,
    frameworkErrors: answerBadUrl,
    routerOptions: { querystringParser: makeQueryReader() },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    logger: false,
  }) as unknown as FastifyInstance;
  app.server.maxConnections = MAX_CONNECTIONS;
  app.server.on('tlsClientError', dependencies.reportTls);
  noteDemands(app);
  receiveBodies(app, dependencies.load);
  answerErrors(app, dependencies);
  const takeTurns = makeTakeTurns();
  const { clusterDomain } = dependencies;
  serve(app, MUTATE_PATH, dependencies, (request, deadline) =>
    admit(request, lookUpInTime(dependencies, deadline), undefined, takeTurns, clusterDomain),
  );
  serve(app, VALIDATE_PATH, dependencies, (request, deadline) =>
    takeTurns(validateInTurns(request, () => performance.now() < deadline, clusterDomain)),
  );
  return app;
}

function answerErrors(app: FastifyInstance, dependencies: WebhookDependencies): void {
  const { report, reportOverload } = dependencies;
  app.setNotFoundHandler(({ method, url }, reply) => {
    closeOnceDraining(reply, dependencies);
    const error = `expected POST ${MUTATE_PATH} or POST ${VALIDATE_PATH}, got ${method} ${cut(url)}`;
    reply.code(404).send({ error });
  });
  app.setErrorHandler<FastifyError>((error, { raw, headers }, reply) => {
    const code = error.statusCode ?? 500;
    if (error instanceof OverloadError) {
      reply.header('retry-after', RETRY_AFTER);
      // Fastify closes after a body that was not parsed, for there may be no end of it. Here its end has come, or its
      // length is known and within the limit.
      if (raw.complete || headers['content-length'] !== undefined) reply.removeHeader('connection');
      reportOverload(error.overload);
    }
    closeOnceDraining(reply, dependencies);
    if (code >= 500) report(error, 'a request failed');
    reply.code(code).send({ error: code >= 500 ? 'internal error' : cut(error.message) });
  });
}

/** To be called for each answer: an onSend hook would do the same, at a hundredth of the time of a small review. */
function closeOnceDraining(reply: FastifyReply, { isDraining }: WebhookDependencies): void {
  if (isDraining()) reply.header('connection', 'close');
}

/**
 * Decides on a request before `deadline`, on the clock of `performance.now`. Most decisions are there at once, and are
 * answered at once: to wait for each of them would take a twentieth of the time of a small review.
 */
type Decide = (request: AdmissionRequest, deadline: number) => Decision | Promise<Decision>;

function serve(app: FastifyInstance, path: string, dependencies: WebhookDependencies, decide: Decide): void {
  app.post(path, (request, reply) => {
    const { arrival, budget } = request.demand;
    const uid = findUid(request.body);
    const conclude = ({ request: read, decision }: Considered) => {
      // A request lives until its answer is sent; of the pods of all that wait for that, there would be much.
      request.body = undefined;
      if (request.holder !== undefined) dependencies.load.end(request.holder);
      dependencies.observe({ request: read, decision, milliseconds: performance.now() - arrival });
      closeOnceDraining(reply, dependencies);
      if (decision.outcome === 'deny' && decision.undecided) failCall(reply, decision);
      else if (uid !== undefined) reply.send(answer(uid, decision));
      // Without a uid there is no valid answer: only something other than an API server sends that.
      else reply.code(400).send({ error: NO_UID });
    };
    const considered = consider(request.body, arrival + budget, decide, dependencies);
    if (considered instanceof Promise) return considered.then(conclude);
    return conclude(considered);
  });
}

/** The API server quotes the text of a 500, and of no other code. Without `Retry-After` it doesn't repeat the call. */
function failCall(reply: FastifyReply, { reason, message }: Denial): void {
  reply
    .code(500)
    .type('text/plain; charset=utf-8')
    .send(prefixOf(reason) + message);
}

const NO_UID = 'expected an AdmissionReview of admission.k8s.io/v1 with a request.uid, got none';

/** Serves with this certificate from the next connection on; those that are open stay as they are. */
export function setCertificate(app: FastifyInstance, certificate: SecureContextOptions): void {
  (app.server as unknown as Server).setSecureContext({ ...certificate, minVersion: MIN_TLS_VERSION });
}

type Considered = Omit<Admission, 'milliseconds'>;

function consider(
  body: unknown,
  deadline: number,
  decide: Decide,
  { report }: WebhookDependencies,
): Considered | Promise<Considered> {
  let request: AdmissionRequest | undefined;
  const fail = (error: unknown) => ({ request, decision: denyForError(error, report) });
  try {
    request = parseReview(body);
    const decision = decide(request, deadline);
    if (!(decision instanceof Promise)) return { request, decision };
    return decision.then(decided => ({ request, decision: decided })).catch(fail);
  } catch (error) {
    return fail(error);
  }
}

function denyForError(error: unknown, report: WebhookDependencies['report']): Denial {
  if (error instanceof ReviewError) return deny(Reason.invalidReview, error.message);
  report(error as Error, 'an admission failed');
  const message = 'a defect of per-pod-config: its log says more, please report it';
  return { ...deny(Reason.internalError, message), undecided: true };
}

/** What Kubernetes itself accepts by default. */
const MIN_TLS_VERSION = 'TLSv1.2';
