import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fastify } from 'fastify';
import { makeQueryReader } from '../../src/server/budget.ts';
import { noteDemands } from '../../src/server/demand.ts';

describe('the time that a request has', () => {
  const app = fastify({ routerOptions: { querystringParser: makeQueryReader() } });
  noteDemands(app);
  app.post('/mutate', async ({ demand }) => String(demand.budget));
  app.setNotFoundHandler(async ({ demand }) => String(demand.budget));

  const rows = [
    ['that of its query', '/mutate?timeout=3s', 2_500],
    ['that of no timeout, where its path is not there', '/other?timeout=3s', 9_500],
  ] as const;
  for (const [what, url, milliseconds] of rows) {
    it(`is ${what}`, async () => {
      assert.equal((await app.inject({ method: 'POST', url })).body, String(milliseconds));
    });
  }
});
