import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { Agent, request } from 'undici';
import { listen } from '../../src/server/listen.ts';
import { Load } from '../../src/server/load.ts';
import { buildWebhookApp, MUTATE_PATH, setCertificate } from '../../src/server/webhook-app.ts';
import { podRequest } from '../pod-request.ts';
import { makeTestCertificate, type TestCertificate } from '../tls-certificate.ts';

/** Of each kind. */
const CLIENTS = 25;

const pod = { metadata: { name: 'web-2' }, spec: { containers: [{ name: 'server' }] } };
const review = JSON.stringify({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: podRequest(pod),
});
const head = (length: number) =>
  `POST ${MUTATE_PATH}?timeout=5s HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
const whole = head(review.length) + review;

describe('clients that mean no good hold up nobody else', { concurrency: true }, () => {
  const load = new Load(() => 0);
  let certificate: TestCertificate;
  let app: FastifyInstance;
  let port: number;
  let goOn = true;
  let good: Promise<number[]>;

  before(async () => {
    certificate = await makeTestCertificate();
    app = buildWebhookApp({
      readStatefulSet: () => assert.fail('nothing needs to be read'),
      observeLookUp: () => {},
      observe: () => {},
      report: error => assert.fail(error),
      reportTls: () => {},
      reportOverload: overload => assert.fail(overload),
      isDraining: () => false,
      load,
    });
    setCertificate(app, certificate);
    port = await listen(app, 0, '--port');
    good = askOnAndOn();
  });

  after(async () => {
    goOn = false;
    const slowest = Math.max(...(await good));
    await app.close();
    assert.ok(slowest < 1_000, `an honest client waited ${slowest} ms`);
  });

  /** The API server, to which nothing of all that must matter; gives how long each answer took. */
  async function askOnAndOn(): Promise<number[]> {
    const dispatcher = new Agent({ connect: { ca: certificate.ca } });
    const times: number[] = [];
    while (goOn) {
      const start = performance.now();
      const answer = await request(`https://localhost:${port}${MUTATE_PATH}?timeout=5s`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: review,
        dispatcher,
      });
      assert.equal(answer.statusCode, 200);
      await answer.body.dump();
      times.push(performance.now() - start);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await dispatcher.close();
    return times;
  }

  const tcp = () => connectTcp(port, 'localhost');
  const tls = () => connectTls({ port, host: 'localhost', ca: certificate.ca });

  /** Sends a character each 200 ms until the server closes; gives all that it said. */
  const drip = async (socket: Socket, text: string) => {
    let at = 0;
    const timer = setInterval(() => {
      if (at < text.length && socket.writable) socket.write(text[at] ?? '');
      at += 1;
    }, 200);
    const said = await listenTo(socket);
    clearInterval(timer);
    return said;
  };

  const kinds: [title: string, seconds: number, act: () => Promise<string>][] = [
    ['those that never speak TLS', 5, () => listenTo(tcp())],
    ['those that send nothing after the handshake', 5, () => listenTo(tls())],
    ['those that send their headers byte by byte', 5, () => drip(tls(), whole)],
    ['those that send their bodies byte by byte', 10, () => drip(startBody(tls()), review)],
    ['those that promise a body and send none', 10, () => listenTo(startBody(tls()))],
  ];
  for (const [title, seconds, act] of kinds) {
    it(`${title} are cut off after ${seconds} s`, async () => {
      const start = performance.now();
      const said = await Promise.all(Array.from({ length: CLIENTS }, act));
      const took = performance.now() - start;
      for (const text of said) assert.doesNotMatch(text, /HTTP\/1\.1 200/);
      assert.ok(took > seconds * 1_000 - 100 && took < seconds * 1_000 + 3_000, `${took} ms`);
      assert.ok(load.inFlight < CLIENTS, 'what has not been received is not in flight');
    });
  }

  function startBody(socket: Socket): Socket {
    socket.write(head(review.length));
    return socket;
  }

  it('pipelined garbage ends its connection: what follows is not answered', async () => {
    const socket = tls();
    socket.write(`${whole}\0\0 garbage\r\n\r\n${whole}`);
    assert.ok([...(await listenTo(socket)).matchAll(/HTTP\/1\.1 200/g)].length <= 1);
  });

  it('requests that are pipelined are answered in their order', async () => {
    const socket = tls();
    socket.write(whole.repeat(CLIENTS - 1) + whole.replace('host: a', 'host: a\r\nconnection: close'));
    assert.equal([...(await listenTo(socket)).matchAll(/HTTP\/1\.1 200/g)].length, CLIENTS);
  });

  it('who closes its half after the request gets the answer all the same', async () => {
    const socket = tls();
    socket.end(whole);
    assert.match(await listenTo(socket), /^HTTP\/1\.1 200/);
  });

  it('who goes away in the midst of a request leaves nothing behind', async () => {
    for (let i = 0; i < CLIENTS; i += 1) {
      const socket = startBody(tls());
      await once(socket, 'secureConnect');
      socket.write(review.slice(0, 20));
      socket.destroy();
    }
    assert.ok(load.inFlight <= 1);
  });
});

/** All that the server says until it closes. */
async function listenTo(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', chunk => {
    said += String(chunk);
  });
  socket.on('end', () => socket.destroy());
  socket.on('error', () => {});
  await new Promise(resolve => socket.on('close', resolve));
  return said;
}
