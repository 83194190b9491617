import { type FastifyInstance, fastify } from 'fastify';

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
  const app = fastify({ logger: false, forceCloseConnections: 'idle' });
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
