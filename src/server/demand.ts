import type { FastifyInstance } from 'fastify';
import { parseBudget, type Query } from './budget.ts';

/** What a request asks of the server. */
export interface Demand {
  /** When its headers had come, on the clock of `performance.now`. */
  readonly arrival: number;
  /** Milliseconds from then in which the API server wants an answer. */
  readonly budget: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Where `noteDemands` has been called. */
    demand: Demand;
  }
}

/** Looks at each request as its headers come, and keeps what it finds with it. Queries must be read by `makeQueryReader`. */
export function noteDemands(app: FastifyInstance): void {
  app.decorateRequest('demand');
  app.addHook('onRequest', (request, _reply, done) => {
    // Where there is no such path, Fastify has read the query in its own way.
    const { budget = parseBudget() } = request.query as Partial<Query>;
    request.demand = { arrival: performance.now(), budget };
    done();
  });
}
