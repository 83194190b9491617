import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildHealthApp } from '../../src/server/health-app.ts';
import { listen } from '../../src/server/listen.ts';

describe('the health port', { concurrency: true }, () => {
  let app: FastifyInstance;
  let port: number;

  const build = () =>
    buildHealthApp({
      findUnreadiness: () => undefined,
      metrics: { contentType: 'text/plain', metrics: async () => 'a 1\n' },
    });

  before(async () => {
    app = build();
    port = await listen(app, 0, '--health-port');
  });
  after(() => app.close());

  it('answers', async () => {
    for (const [url, body] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ok'],
      ['/metrics', 'a 1\n'],
    ] as const) {
      const response = await app.inject(url);
      assert.deepEqual([response.statusCode, response.body], [200, body]);
    }
  });

  it('takes no body of more than 1 KiB', async () => {
    const post = (length: number) =>
      app.inject({
        method: 'POST',
        url: '/healthz',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify('x'.repeat(length - 2)),
      });
    assert.equal((await post(1_024)).statusCode, 404);
    assert.equal((await post(1_025)).statusCode, 413);
  });

  it('says which paths it knows, and repeats 200 characters of another one at most', async () => {
    const { statusCode, body } = await app.inject('/other');
    assert.equal(statusCode, 404);
    assert.deepEqual(JSON.parse(body), {
      error: 'expected GET /healthz, /readyz or /metrics, got GET /other',
    });
    for (const [url, status] of [
      [`/${'x'.repeat(10_000)}`, 404],
      [`/%${'x'.repeat(10_000)}`, 400],
    ] as const) {
      const response = await app.inject(url);
      assert.equal(response.statusCode, status);
      assert.ok(response.body.length < 300, response.body);
    }
  });

  it('has no more connections than it can bear', async t => {
    const other = build();
    assert.equal(other.server.maxConnections, 512);
    // As many are too slow to make here.
    other.server.maxConnections = 2;
    const small = await listen(other, 0, '--health-port');
    t.after(() => other.close());
    const ask = async () => {
      const socket = connect(small, 'localhost');
      t.after(() => socket.destroy());
      socket.on('error', () => {});
      socket.write('GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n');
      return await Promise.race([
        once(socket, 'data').then(String),
        once(socket, 'close').then(() => 'closed'),
      ]);
    };
    assert.match(await ask(), /^HTTP\/1\.1 200 /);
    assert.match(await ask(), /^HTTP\/1\.1 200 /);
    assert.equal(await ask(), 'closed');
  });

  it('takes no headers of more than 16 KiB', async t => {
    const ask = async (length: number) => {
      const socket = connect(port, 'localhost');
      t.after(() => socket.destroy());
      socket.on('error', () => {});
      socket.write(`GET /healthz HTTP/1.1\r\nhost: a\r\na: ${'x'.repeat(length)}\r\n\r\n`);
      return String(await once(socket, 'data'));
    };
    assert.match(await ask(16_000), /^HTTP\/1\.1 200 /);
    assert.match(await ask(16_400), /^HTTP\/1\.1 431 /);
  });

  it('has the timeouts of the webhook', () => {
    const { requestTimeout, keepAliveTimeout, timeout, headersTimeout } = app.server;
    assert.deepEqual(
      [headersTimeout, requestTimeout, timeout, keepAliveTimeout],
      [5_000, 10_000, 35_000, 95_000],
    );
  });

  for (const [title, text] of [
    ['sends nothing', ''],
    ['stops within its headers', 'GET /healthz HTTP/1.1\r\nhost:'],
    [
      'stops within its body',
      'POST /healthz HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\nx',
    ],
  ] as const) {
    it(`cuts a client off that ${title}`, async t => {
      const socket = connect(port, 'localhost').resume();
      t.after(() => socket.destroy());
      socket.write(text);
      await once(socket, 'close');
    });
  }
});
