import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { MAX_BODY_BYTES_IN_FLIGHT } from '../../src/bounds/bounds.ts';
import { listen } from '../../src/server/listen.ts';
import { type Holder, Load } from '../../src/server/load.ts';
import { buildWebhookApp, setCertificate, type WebhookDependencies } from '../../src/server/webhook-app.ts';
import { podRequest } from '../pod-request.ts';
import { makeTestCertificate, type TestCertificate } from '../tls-certificate.ts';

const MIB = 1024 * 1024;

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
const pod = { metadata: { name: 'web-2', ownerReferences: [owner] }, spec: { containers: [{ name: 'ä' }] } };
const review = JSON.stringify({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: podRequest(pod),
});
const bytes = Buffer.from(review);

interface HeadOptions {
  readonly path?: string;
  readonly type?: string;
  /** None: the body is chunked. */
  readonly length?: number | undefined;
}

function head({ path = '/mutate?timeout=5s', type = 'application/json', length }: HeadOptions): string {
  const framing = length === undefined ? 'transfer-encoding: chunked' : `content-length: ${length}`;
  return `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${type}\r\n${framing}\r\n\r\n`;
}

const inChunk = (piece: string) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`;

describe('the body of a request', () => {
  let certificate: TestCertificate;
  let app: FastifyInstance;
  let port: number;
  let load: Load;
  let lag = 0;
  let read: WebhookDependencies['readStatefulSet'];
  const overloads: string[] = [];
  const sockets: TLSSocket[] = [];
  const fillers: Holder[] = [];

  before(async () => {
    certificate = await makeTestCertificate();
    load = new Load(() => lag);
    app = buildWebhookApp({
      readStatefulSet: (...parameters) => read(...parameters),
      observe: () => {},
      observeLookUp: () => {},
      report: error => assert.fail(error),
      reportTls: () => {},
      reportOverload: overload => overloads.push(overload),
      isDraining: () => false,
      load,
    });
    setCertificate(app, certificate);
    port = await listen(app, 0, '--port');
    read = async () => undefined;
  });
  after(() => app.close());
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const holder of fillers.splice(0)) load.end(holder);
    overloads.length = 0;
    lag = 0;
    read = async () => undefined;
    await until(() => load.bytes === 0 && load.inFlight === 0);
  });

  async function open(): Promise<TLSSocket & { said: string }> {
    const socket = Object.assign(connect({ port, host: 'localhost', ca: certificate.ca }), { said: '' });
    sockets.push(socket);
    socket.on('data', piece => {
      socket.said += String(piece);
    });
    socket.on('error', () => {});
    await once(socket, 'secureConnect');
    return socket;
  }

  /** A connection with so much of a request, once that has arrived. */
  async function start(options: HeadOptions, part: string | Buffer): Promise<TLSSocket & { said: string }> {
    const socket = await open();
    const before = load.bytes;
    socket.write(head(options));
    socket.write(options.length === undefined ? inChunk(String(part)) : part);
    await until(() => load.bytes - before >= part.length || socket.said !== '');
    return socket;
  }

  /** So many bytes of a request that is being decided on. */
  const fill = (held: number): Holder => {
    const holder: Holder = {
      held: 0,
      begun: false,
      giveUp: () => assert.fail('complete bodies never give up'),
    };
    load.grow(holder, held);
    load.begin(holder);
    fillers.push(holder);
    return holder;
  };
  const hasAnswer = (socket: { said: string }, status: number) =>
    until(() => socket.said.includes('\r\n\r\n')).then(() =>
      assert.match(socket.said, new RegExp(`^HTTP/1\\.1 ${status} `)),
    );

  for (const [what, length] of [
    ['of a known length', 7 * MIB],
    ['in chunks', undefined],
  ] as const) {
    it(`${what} counts from its first byte, by what has come, until its connection closes`, async () => {
      const socket = await start({ length }, ' ');
      assert.equal(load.bytes, 1);
      assert.equal(load.idleFor, 0);
      const more = ' '.repeat(200_000);
      socket.write(length === undefined ? inChunk(more) : more);
      await until(() => load.bytes === 200_001);
      socket.destroy();
      await until(() => load.bytes === 0);
    });
  }

  it('counts on while its request is decided on, and no longer', async () => {
    const looked = Promise.withResolvers<undefined>();
    read = () => looked.promise;
    const socket = await start({ length: bytes.length }, bytes);
    await until(() => load.inFlight === 1);
    assert.equal(load.bytes, bytes.length);
    looked.resolve(undefined);
    await hasAnswer(socket, 200);
    assert.equal(load.bytes, 0);
  });

  it('counts until the decision is made when its connection closes before: until then it is held', async () => {
    const looked = Promise.withResolvers<undefined>();
    read = () => looked.promise;
    const connected = once(app.server, 'secureConnection');
    const socket = await start({ length: bytes.length }, bytes);
    const [served] = (await connected) as [TLSSocket];
    await until(() => load.inFlight === 1);
    socket.destroy();
    await once(served, 'close');
    assert.equal(load.bytes, bytes.length);
    looked.resolve(undefined);
    await until(() => load.bytes === 0);
  });

  it('is the same in one piece, byte by byte, and in pieces that outgrow what was made room for', async () => {
    const padding = 'ö'.repeat(200_000);
    for (const [text, size] of [
      [review, review.length],
      [review, 1],
      [review.replace('{', `{"padding":"${padding}",`), 10_001],
    ] as const) {
      const all = Buffer.from(text);
      const socket = await open();
      socket.setNoDelay(true);
      socket.write(head({ length: all.length }));
      for (let at = 0; at < all.length; at += size) socket.write(all.subarray(at, at + size));
      await hasAnswer(socket, 200);
      assert.match(socket.said, /"allowed":true/);
      assert.equal(load.bytes, 0);
    }
  });

  const endings: [title: string, status: number, options: HeadOptions, body: string][] = [
    ['is no JSON', 400, { length: 9 }, '{"no json'],
    ['is empty', 400, { length: 0 }, ''],
    ['has no uid', 400, { length: 2 }, '{}'],
    ['says that it is too large', 413, { length: 7 * MIB + 1 }, '{'],
    ['turns out to be too large', 413, {}, ' '.repeat(7 * MIB + 1)],
  ];
  for (const [title, status, options, body] of endings) {
    it(`that ${title} is answered with ${status}, and counts no longer`, async () => {
      const socket = await start(options, body);
      if (options.length === undefined) socket.write('0\r\n\r\n');
      await hasAnswer(socket, status);
      assert.equal(load.bytes, 0);
      assert.equal(load.inFlight, 0);
    });
  }

  it('that is refused for the lag counts no longer', async () => {
    lag = 5_000;
    const socket = await start({ length: bytes.length }, bytes);
    await hasAnswer(socket, 429);
    assert.deepEqual([load.bytes, load.inFlight], [0, 0]);
  });

  const unwanted: [title: string, status: number, options: HeadOptions][] = [
    ['a path that does not exist', 404, { path: '/other' }],
    ['a URL that cannot be decoded', 400, { path: '/%' }],
    ['another content type', 415, { type: 'application/yaml' }],
    ['plain text', 415, { type: 'text/plain' }],
    ['no content type', 415, { type: '' }],
  ];
  for (const [title, status, options] of unwanted) {
    it(`for ${title} is answered with ${status} before it is complete, and never kept`, async () => {
      const socket = await open();
      socket.write(head({ ...options, length: MIB }) + ' '.repeat(100_000));
      await hasAnswer(socket, status);
      assert.equal(load.bytes, 0);
      socket.said = '';
      socket.write(' '.repeat(MIB - 100_000) + head({ length: bytes.length }));
      socket.write(bytes);
      await hasAnswer(socket, 200);
    });
  }

  it('is refused when there is no room for it, before it is complete; the connection can be used on', async () => {
    const holder = fill(MAX_BODY_BYTES_IN_FLIGHT - 1_000);
    const socket = await open();
    socket.write(head({ length: MIB }) + ' '.repeat(2_000));
    await hasAnswer(socket, 429);
    assert.match(socket.said, /\r\nretry-after: 1\r\n/);
    assert.doesNotMatch(socket.said, /\r\nconnection: close\r\n/);
    assert.match(socket.said, /overloaded \(bytes\): ask again in 1 s/);
    assert.deepEqual(overloads, ['bytes']);
    assert.equal(load.bytes, MAX_BODY_BYTES_IN_FLIGHT - 1_000);
    load.end(holder);
    socket.said = '';
    socket.write(' '.repeat(MIB - 2_000));
    socket.write(head({ length: bytes.length }));
    socket.write(bytes);
    await hasAnswer(socket, 200);
  });

  it('in chunks closes its connection when it is refused: there may be no end of it', async () => {
    fill(MAX_BODY_BYTES_IN_FLIGHT - 1_000);
    const socket = await open();
    socket.write(head({}) + inChunk(' '.repeat(2_000)));
    await hasAnswer(socket, 429);
    assert.match(socket.said, /\r\nconnection: close\r\n/);
    await until(() => socket.closed);
  });

  it('that stands still makes room for others', async () => {
    fill(MAX_BODY_BYTES_IN_FLIGHT - 100_000);
    const still = await start({ length: 7 * MIB }, ' '.repeat(99_000));
    const honest = await start({ length: bytes.length }, bytes);
    assert.equal(overloads.length, 0, 'there is room enough');
    await hasAnswer(honest, 200);
    const large = await open();
    large.write(head({ length: 50_000 }) + ' '.repeat(50_000 - bytes.length));
    await hasAnswer(still, 429);
    large.write(bytes);
    await hasAnswer(large, 200);
    assert.deepEqual(overloads, ['bytes']);
  });

  it('that is announced and does not come takes no room', async () => {
    const silent = await Promise.all(Array.from({ length: 30 }, open));
    for (const socket of silent) socket.write(head({ length: 7 * MIB }));
    await hasAnswer(await start({ length: bytes.length }, bytes), 200);
    assert.deepEqual(overloads, []);
    assert.equal(load.bytes, 0);
  });
});

/** Looks again and again; the test runner ends what never comes true. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(2);
}
