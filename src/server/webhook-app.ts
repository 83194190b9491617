import type { SecureContextOptions, Server } from 'node:tls';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import { admit } from '../admission/admit.ts';
import { type Decision, deny } from '../admission/decision.ts';
import type { StatefulSet, StatefulSetPart } from '../admission/look-up.ts';
import type { StatefulSetReference } from '../admission/owner.ts';
import { Reason } from '../admission/reason.ts';
import { type AdmissionRequest, answer, findUid, parseReview } from '../admission/review.ts';
import { ReviewError } from '../admission/review-error.ts';
import { validate } from '../admission/validate.ts';
import { parseBudget } from './budget.ts';

/** Where the API server sends the pods. */
export const MUTATE_PATH = '/mutate';

/** Where the API server sends the StatefulSets. */
export const VALIDATE_PATH = '/validate';

/** What the app needs of the world. */
export interface WebhookDependencies {
  readonly readStatefulSet: (
    namespace: string,
    reference: StatefulSetReference,
    part: StatefulSetPart,
    signal: AbortSignal,
  ) => Promise<StatefulSet | undefined>;
  /** Told of each decision after it is made; must not throw. */
  readonly observe: (admission: Admission) => void;
  /** Told of a defect: what should never be thrown. */
  readonly report: (error: Error, what: string) => void;
  /** Told of clients with whom no TLS connection came about. */
  readonly reportTls: (error: Error) => void;
  /** True once no more requests should come over the same connection. */
  readonly isDraining: () => boolean;
}

/** One decision, with what to say about it. */
export interface Admission {
  /** Undefined when the review could not be read. */
  readonly request: AdmissionRequest | undefined;
  readonly decision: Decision;
  readonly milliseconds: number;
}

/** Builds the HTTPS app that the API server calls; it does not listen yet, and has no certificate. */
export function buildWebhookApp(dependencies: WebhookDependencies): FastifyInstance {
  const app = fastify({
    https: { minVersion: MIN_TLS_VERSION, headersTimeout: RECEIVE_TIMEOUT },
    bodyLimit: BODY_LIMIT,
    requestTimeout: RECEIVE_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    logger: false,
  }) as unknown as FastifyInstance;
  app.addHook('onSend', async (_request, reply) => {
    if (dependencies.isDraining()) reply.header('connection', 'close');
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const code = error.statusCode ?? 500;
    if (code >= 500) dependencies.report(error, 'a request failed');
    reply.code(code).send({ error: code >= 500 ? 'internal error' : error.message });
  });
  app.server.on('tlsClientError', dependencies.reportTls);
  const { readStatefulSet } = dependencies;
  serve(app, MUTATE_PATH, dependencies, (request, budget) =>
    admit(request, (namespace, reference, part) =>
      readStatefulSet(namespace, reference, part, AbortSignal.timeout(budget)),
    ),
  );
  serve(app, VALIDATE_PATH, dependencies, async request => validate(request));
  return app;
}

/** Decides on a request within so many milliseconds. */
type Decide = (request: AdmissionRequest, budget: number) => Promise<Decision>;

function serve(app: FastifyInstance, path: string, dependencies: WebhookDependencies, decide: Decide): void {
  app.post<{ Querystring: { timeout?: string } }>(path, async (request, reply) => {
    const start = performance.now();
    const considered = await consider(request.body, parseBudget(request.query.timeout), decide, dependencies);
    dependencies.observe({ ...considered, milliseconds: performance.now() - start });
    const uid = findUid(request.body);
    if (uid !== undefined) return answer(uid, considered.decision);
    // Without a uid there is no valid answer: only something other than an API server sends that.
    reply.code(400);
    return { error: 'expected an AdmissionReview of admission.k8s.io/v1 with a request.uid, got none' };
  });
}

/** Serves with this certificate from the next connection on; those that are open stay as they are. */
export function setCertificate(app: FastifyInstance, certificate: SecureContextOptions): void {
  (app.server as unknown as Server).setSecureContext({ ...certificate, minVersion: MIN_TLS_VERSION });
}

async function consider(
  body: unknown,
  budget: number,
  decide: Decide,
  { report }: WebhookDependencies,
): Promise<Omit<Admission, 'milliseconds'>> {
  let request: AdmissionRequest | undefined;
  try {
    request = parseReview(body);
    return { request, decision: await decide(request, budget) };
  } catch (error) {
    if (error instanceof ReviewError) {
      return { request, decision: deny(Reason.invalidReview, error.message) };
    }
    report(error as Error, 'an admission failed');
    const message = 'a defect of per-pod-config: its log says more, please report it';
    return { request, decision: deny(Reason.internalError, message) };
  }
}

/**
 * Bytes. An update carries two objects of at most 3 MiB (etcd's limit and some more), and the rest of the
 * review needs far less than another one; controller-runtime counts the same way. Fastify's own limit is 1 MiB.
 */
const BODY_LIMIT = 7 * 1024 * 1024;

/** Milliseconds to receive a whole request: the API server waits for 30 s at most, answer included. */
const RECEIVE_TIMEOUT = 10_000;

/**
 * Milliseconds. More than the 90 s after which Go's client drops an idle connection: if we dropped it
 * first, a request could be on its way already. Fastify's own is 72 s.
 */
const KEEP_ALIVE_TIMEOUT = 95_000;

/** What Kubernetes itself accepts by default. */
const MIN_TLS_VERSION = 'TLSv1.2';
