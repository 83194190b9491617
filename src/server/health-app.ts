import { type FastifyInstance, fastify } from 'fastify';
import { answerBadUrl } from './answer-bad-url.ts';
import { HEALTH_LIMITS, MAX_HEALTH_CONNECTIONS } from './connection-limits.ts';
import { cut } from './cut.ts';

export const HEALTH_PATH = '/healthz';
export const READY_PATH = '/readyz';
export const METRICS_PATH = '/metrics';

export interface HealthDependencies {
  /** Undefined when ready, else why not. */
  readonly findUnreadiness: () => string | undefined;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

/** Builds the plain HTTP app that kubelet and Prometheus call; it does not listen yet. */
export function buildHealthApp({ findUnreadiness, metrics }: HealthDependencies): FastifyInstance {
  const app = fastify({
    ...HEALTH_LIMITS,
    frameworkErrors: answerBadUrl,
    forceCloseConnections: 'idle',
    logger: false,
  });
  app.server.maxConnections = MAX_HEALTH_CONNECTIONS;
  app.setNotFoundHandler(({ method, url }, reply) => {
    const error = `expected GET ${HEALTH_PATH}, ${READY_PATH} or ${METRICS_PATH}, got ${method} ${cut(url)}`;
    reply.code(404).send({ error });
  });
  app.get(HEALTH_PATH, async () => 'ok');
  app.get(READY_PATH, async (_request, reply) => {
    const reason = findUnreadiness();
    reply.code(reason === undefined ? 200 : 503);
    return reason ?? 'ok';
  });
  app.get(METRICS_PATH, async (_request, reply) => {
    reply.type(metrics.contentType);
    return metrics.metrics();
  });
  return app;
}
