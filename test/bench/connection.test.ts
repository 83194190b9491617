import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { Connection, makeRequest } from '../../bench/connection.ts';
import { makeTestCertificate } from '../tls-certificate.ts';

/** A connection to a server that answers with these codes in turn, and with `{}` and the bodies that came. */
async function connect(t: TestContext, ...codes: readonly (readonly [code: number, headers?: object])[]) {
  const { ca, cert, key } = await makeTestCertificate();
  const answers = codes.values();
  const bodies: string[] = [];
  const server = createServer({ cert, key }, async (request, response) => {
    bodies.push((await request.toArray()).join(''));
    const [code = 500, headers = {}] = answers.next().value ?? [];
    response.writeHead(code, { 'content-length': 2, ...headers }).end('{}');
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const connection = await Connection.open({ port: (server.address() as AddressInfo).port, ca });
  t.after(() => connection.close());
  return { bodies, call: (body: string) => connection.call(makeRequest(body)) };
}

describe('a connection of the benchmark', () => {
  it('asks again where the server has too much to do', async t => {
    const { bodies, call } = await connect(
      t,
      [429, { 'retry-after': '0' }],
      [429, { 'retry-after': '0' }],
      [200],
      [200],
    );
    assert.equal(await call('one'), '{}');
    assert.equal(await call('two'), '{}');
    assert.deepEqual(bodies, ['one', 'one', 'one', 'two']);
  });

  for (const [what, code] of [
    ['another answer than 200', 503],
    ['a 429 that does not say when to ask again', 429],
  ] as const) {
    it(`fails at ${what}`, async t => {
      const { call } = await connect(t, [code], [200]);
      await assert.rejects(call('one'), new RegExp(`^Error: expected 200, got HTTP/1\\.1 ${code} `));
    });
  }
});
