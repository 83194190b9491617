import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { Agent, request } from 'undici';
import type { AdmissionReview } from '../../src/admission/review.ts';
import { listen } from '../../src/server/listen.ts';
import { Load } from '../../src/server/load.ts';
import type { LookUp } from '../../src/server/look-up-in-time.ts';
import {
  type Admission,
  buildWebhookApp,
  MUTATE_PATH,
  setCertificate,
  type WebhookDependencies,
} from '../../src/server/webhook-app.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { makeTestCertificate, type TestCertificate } from '../tls-certificate.ts';

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
const pod: RawPod = {
  metadata: { name: 'web-2', ownerReferences: [owner] },
  spec: { containers: [{ name: 'server' }] },
};
const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: podRequest(pod) };
const annotated = { metadata: { uid: 'u', annotations: { 'per-pod-config': '/network/conf' } } };

describe('the webhook over TLS', () => {
  let certificate: TestCertificate;
  let app: FastifyInstance;
  let origin: string;
  let client: Agent;
  let draining = false;
  let read: WebhookDependencies['readStatefulSet'] = async () => annotated;
  const admissions: Admission[] = [];
  let lag = 0;
  const load = new Load(() => lag);
  const overloads: string[] = [];
  const lookUps: LookUp[] = [];
  const defects: Error[] = [];
  const handshakes: Error[] = [];

  before(async () => {
    certificate = await makeTestCertificate();
    app = buildWebhookApp({
      readStatefulSet: (...parameters) => read(...parameters),
      observe: admission => admissions.push(admission),
      report: error => defects.push(error),
      reportTls: error => handshakes.push(error),
      observeLookUp: lookUp => lookUps.push(lookUp),
      reportOverload: overload => overloads.push(overload),
      isDraining: () => draining,
      load,
    });
    setCertificate(app, certificate);
    origin = `https://localhost:${await listen(app, 0, '--port')}`;
    client = new Agent({ connect: { ca: certificate.ca } });
  });
  after(async () => {
    await client.close();
    await app.close();
  });
  afterEach(() => {
    draining = false;
    read = async () => annotated;
    for (const list of [admissions, lookUps, overloads, defects, handshakes]) list.length = 0;
  });

  const post = async (
    body: string | Buffer | Readable,
    { path = `${MUTATE_PATH}?timeout=5s`, type = 'application/json' } = {},
  ) => {
    const headers = { 'content-type': type };
    const response = await request(origin + path, { method: 'POST', body, headers, dispatcher: client });
    const text = await response.body.text();
    return { status: response.statusCode, headers: response.headers, text };
  };
  const admit = async (body: unknown): Promise<AdmissionReview['response']> => {
    const { status, text } = await post(JSON.stringify(body));
    assert.equal(status, 200, text);
    const answer = JSON.parse(text) as AdmissionReview;
    assert.equal(answer.apiVersion, 'admission.k8s.io/v1');
    assert.equal(answer.kind, 'AdmissionReview');
    return answer.response;
  };

  it('answers with the uid of the request and a patch that mounts', async () => {
    const response = await admit(review);
    assert.equal(response.uid, review.request.uid);
    assert.equal(response.allowed, true);
    assert.equal(response.patchType, 'JSONPatch');
    assert.deepEqual(response.auditAnnotations, { reason: 'mounted' });
    const operations = JSON.parse(Buffer.from(response.patch ?? '', 'base64').toString()) as unknown[];
    const patched = applyIndependently(pod, operations);
    assert.equal(patched.spec.containers[0]?.volumeMounts?.[0]?.mountPath, '/network/conf');
    assert.deepEqual(
      admissions.map(({ decision }) => decision.reason),
      ['mounted'],
    );
  });

  it('leaves patch and patchType out when nothing changes', async () => {
    read = async () => ({ metadata: { uid: 'u' } });
    const response = await admit(review);
    assert.deepEqual(response, {
      uid: review.request.uid,
      allowed: true,
      auditAnnotations: { reason: 'not-annotated' },
    });
  });

  it('answers a dry run in the same way', async () => {
    const dry = { ...review, request: { ...review.request, dryRun: true } };
    assert.deepEqual(await admit(dry), await admit(review));
  });

  it('gives the warning when the owner is gone', async () => {
    read = async () => undefined;
    const { allowed, warnings } = await admit(review);
    assert.equal(allowed, true);
    assert.match(warnings?.[0] ?? '', /owner-gone: StatefulSet default\/web does not exist/);
  });

  it('fails the call for a pod of which it cannot be known in time whether it is to be configured', async () => {
    read = (_namespace, _reference, _part, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    const { status, headers, text } = await post(JSON.stringify(review), {
      path: `${MUTATE_PATH}?timeout=1s`,
    });
    // A denial would hold up the pods of every StatefulSet, and failurePolicy could not change that.
    assert.equal(status, 500);
    // The API server quotes only texts, and only of this code.
    assert.match(String(headers['content-type']), /^text\/plain/);
    assert.match(
      text,
      /^per-pod-config: lookup-failed: StatefulSet default\/web could not be read: .*timeout/,
    );
    // With this the API server would repeat the call.
    assert.equal(headers['retry-after'], undefined);
    assert.deepEqual(
      admissions.map(({ decision }) => decision.reason),
      ['lookup-failed'],
    );
  });

  it('denies a pod that carries the annotation when the StatefulSet that it needs cannot be read', async () => {
    read = () => Promise.reject(new Error('the look-up failed'));
    const annotations = { 'per-pod-config': 'volumes: [{mountPath: /a, configMap: "of-$(replicas)"}]' };
    const object = { ...pod, metadata: { ...pod.metadata, annotations } };
    const response = await admit({ ...review, request: { ...review.request, object } });
    assert.equal(response.allowed, false);
    assert.equal(response.status?.code, 503);
    assert.match(response.status.message, /^per-pod-config: lookup-failed: .*the look-up failed/);
    // With retryAfterSeconds the controller's workers would wait, and other StatefulSets with them.
    assert.ok(!('details' in response.status));
  });

  it("gives both look-ups of an admission one time, the API server's less half a second", async () => {
    const whole = { ...annotated, spec: { replicas: 3 } };
    const text = 'volumes: [{mountPath: /a, configMap: "of-$(replicas)"}]';
    whole.metadata = { uid: 'u', annotations: { 'per-pod-config': text } };
    read = () => new Promise(resolve => setTimeout(resolve, 1_000, whole));
    const start = performance.now();
    const { text: body } = await post(JSON.stringify(review), { path: `${MUTATE_PATH}?timeout=2s` });
    const took = performance.now() - start;
    assert.match((JSON.parse(body) as AdmissionReview).response.status?.message ?? '', /lookup-failed/);
    assert.ok(took > 1_400 && took < 2_000, `${took} ms`);
    assert.deepEqual(
      lookUps.map(({ result }) => result),
      ['found', 'timeout'],
    );
  });

  it('answers in time even when the look-up does not heed that its time is over', async () => {
    read = () => new Promise(() => {});
    const start = performance.now();
    const { text } = await post(JSON.stringify(review), { path: `${MUTATE_PATH}?timeout=1s` });
    assert.match(text, /lookup-failed/);
    assert.ok(performance.now() - start < 1_000);
  });

  it('counts the time that the body takes to arrive', async () => {
    read = () => new Promise(() => {});
    const start = performance.now();
    const { status } = await post(dripping(JSON.stringify(review), 700), {
      path: `${MUTATE_PATH}?timeout=2s`,
    });
    const took = performance.now() - start;
    assert.equal(status, 500);
    assert.ok(took > 1_400 && took < 2_000, `${took} ms`);
    assert.ok((admissions[0]?.milliseconds ?? 0) > 1_400);
  });

  it('tells of each look-up how it ended', async () => {
    const named = (name: string) => Object.assign(new Error('no'), { name });
    const reads: [LookUp['result'], WebhookDependencies['readStatefulSet']][] = [
      ['found', async () => annotated],
      ['absent', async () => undefined],
      ['refused', () => Promise.reject(named('ApiError'))],
      ['unreachable', () => Promise.reject(named('SocketError'))],
    ];
    for (const [result, one] of reads) {
      read = one;
      await post(JSON.stringify(review));
      assert.equal(lookUps.at(-1)?.result, result);
    }
  });

  describe('when more comes than can be answered in time', () => {
    before(() => {
      lag = 5_000;
    });
    after(() => {
      lag = 0;
    });

    it('refuses unread, asks to come again, and keeps the connection', async () => {
      for (const body of [JSON.stringify(review), '{"no json']) {
        const { status, headers, text } = await post(body);
        assert.equal(status, 429);
        assert.equal(headers['retry-after'], '1');
        assert.notEqual(headers['connection'], 'close');
        assert.deepEqual(JSON.parse(text), { error: 'overloaded (lag): ask again in 1 s' });
      }
      assert.deepEqual(overloads, ['lag', 'lag']);
      assert.deepEqual([admissions, lookUps, defects], [[], [], []]);
    });

    it('takes what has time enough all the same', async () => {
      const { status } = await post(JSON.stringify(review), { path: `${MUTATE_PATH}?timeout=30s` });
      assert.equal(status, 200);
    });
  });

  it('has no more connections than it can bear', async t => {
    const other = buildWebhookApp({ ...quiet(), readStatefulSet: async () => annotated });
    assert.equal(other.server.maxConnections, 2_048);
    // As many are too slow to make here.
    other.server.maxConnections = 3;
    setCertificate(other, certificate);
    const port = await listen(other, 0, '--port');
    t.after(() => other.close());
    const open = () => {
      const socket = connect({ port, host: 'localhost', ca: certificate.ca });
      t.after(() => socket.destroy());
      return once(socket, 'secureConnect');
    };
    await Promise.all([open(), open(), open()]);
    await assert.rejects(open());
  });

  it('gives a place back whatever becomes of the request', async () => {
    for (const body of [review, { ...review, kind: 'Pod' }]) await admit(body);
    await post('7');
    read = () => Promise.reject(new Error('no'));
    await post(JSON.stringify(review));
    assert.equal(load.inFlight, 0);
  });

  it('drops who does not move for long in the midst of a request, but never an idle connection', async t => {
    const other = buildWebhookApp({ ...quiet(), readStatefulSet: () => new Promise(() => {}) });
    // Instead of the half a minute and more that a request may take.
    other.server.timeout = 300;
    setCertificate(other, certificate);
    const port = await listen(other, 0, '--port');
    const one = new Agent({ connect: { ca: certificate.ca }, connections: 1 });
    t.after(() => Promise.all([one.destroy(), other.close()]));
    const ask = (object: unknown) =>
      request(`https://localhost:${port}${MUTATE_PATH}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...review, request: { ...review.request, object } }),
        dispatcher: one,
      });
    let connections = 0;
    other.server.on('secureConnection', () => {
      connections += 1;
    });
    const foreign = { metadata: { name: 'a' }, spec: { containers: [{ name: 'b' }] } };
    await (await ask(foreign)).body.dump();
    await new Promise(resolve => setTimeout(resolve, 900));
    await (await ask(foreign)).body.dump();
    assert.equal(connections, 1, 'the idle connection was kept');
    await assert.rejects(ask(pod), { name: 'SocketError' });
    assert.ok(app.server.timeout > 30_000, 'an answer may take 30 s');
  });

  it('fails the call when something throws that never should, and tells the caller only that', async () => {
    read = async () => ({
      get metadata(): never {
        return assert.fail('a defect');
      },
    });
    const { status, text } = await post(JSON.stringify(review), { path: MUTATE_PATH });
    // Of a pod that a defect of ours concerns, failurePolicy decides, too: it need not be annotated.
    assert.equal(status, 500);
    assert.match(text, /^per-pod-config: internal-error: .*please report it$/);
    assert.match(defects[0]?.message ?? '', /a defect/);
  });

  describe('takes malformed bodies of every kind', () => {
    const request = review.request;
    const denied: [title: string, body: unknown, message: RegExp][] = [
      [
        'another apiVersion',
        { ...review, apiVersion: 'admission.k8s.io/v1beta1' },
        /apiVersion must be equal to constant, got "admission.k8s.io\/v1beta1"/,
      ],
      ['no apiVersion', { kind: review.kind, request }, /must have required property 'apiVersion'/],
      ['another kind', { ...review, kind: 'Pod' }, /kind must be equal to constant, got "Pod"/],
      [
        'no operation',
        { ...review, request: { ...request, operation: undefined } },
        /required property 'operation'/,
      ],
      [
        'no resource',
        { ...review, request: { ...request, resource: undefined } },
        /required property 'resource'/,
      ],
      [
        'a resource that is an array',
        { ...review, request: { ...request, resource: [] } },
        /resource must be object, got an array/,
      ],
      [
        'a namespace that is a number',
        { ...review, request: { ...request, namespace: 7 } },
        /namespace must be string, got 7/,
      ],
      [
        'no object',
        { ...review, request: { ...request, object: undefined } },
        /object must be object, got undefined/,
      ],
      [
        'an array for an object',
        { ...review, request: { ...request, object: [] } },
        /object must be object, got an array/,
      ],
      [
        'an array for a spec',
        { ...review, request: { ...request, object: { metadata: {}, spec: [] } } },
        /spec must be object, got an array/,
      ],
    ];
    for (const [title, body, message] of denied) {
      it(`${title}: denied in words`, async () => {
        const { allowed, uid, status, auditAnnotations } = await admit(body);
        assert.equal(allowed, false);
        assert.equal(uid, request.uid);
        assert.equal(status?.code, 400);
        assert.match(status.message, message);
        assert.deepEqual(auditAnnotations, { reason: 'invalid-review' });
      });
    }

    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const refused: [title: string, body: string | Buffer, status: number, type?: string][] = [
      ['no uid', JSON.stringify({ ...review, request: { ...request, uid: undefined } }), 400],
      ['an empty uid', JSON.stringify({ ...review, request: { ...request, uid: '' } }), 400],
      ['a uid that is an object', JSON.stringify({ ...review, request: { ...request, uid: {} } }), 400],
      [
        'a uid of a million characters',
        JSON.stringify({ ...review, request: { ...request, uid: 'x'.repeat(1e6) } }),
        400,
      ],
      ['a request that is an array', JSON.stringify({ ...review, request: [] }), 400],
      ['a request that is null', JSON.stringify({ ...review, request: null }), 400],
      ['an array', '[]', 400],
      ['null', 'null', 400],
      ['a number', '7', 400],
      ['nothing', '', 400],
      ['no JSON', '{"apiVersion": ', 400],
      ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80]), 400],
      ['100,000 nested arrays', deep, 400],
      ['a million empty objects', `[${'{},'.repeat(1e6)}{}]`, 413],
      ['8 MiB', JSON.stringify({ ...review, padding: 'x'.repeat(8 * 1024 * 1024) }), 413],
      ['YAML', 'apiVersion: v1', 415, 'application/yaml'],
    ];
    for (const [title, body, status, type] of refused) {
      it(`${title}: ${status}`, async () => {
        const response = await post(body, type === undefined ? {} : { type });
        assert.equal(response.status, status, response.text.slice(0, 200));
        assert.equal(typeof (JSON.parse(response.text) as { error: unknown }).error, 'string');
        assert.equal((await admit(review)).allowed, true);
      });
    }

    it('members with names that lead to a prototype elsewhere lead nowhere', async () => {
      const members = '"__proto__":{"object":null,"evil":1},"constructor":{"prototype":{"evil":1}},';
      const { text } = await post(JSON.stringify(review).replace(/\{(?=")/g, `{${members}`));
      assert.deepEqual((JSON.parse(text) as AdmissionReview).response, await admit(review));
      assert.ok(!('evil' in {}));
    });

    it('a body of 6 MiB, which an API server may send, is taken', async () => {
      const large = structuredClone(review);
      Object.assign(large.request.object as object, { padding: 'x'.repeat(6 * 1024 * 1024) });
      assert.equal((await admit(large)).patchType, 'JSONPatch');
    });

    it('UPDATE, DELETE and CONNECT are allowed as they are', async () => {
      for (const operation of ['UPDATE', 'DELETE', 'CONNECT']) {
        const { allowed, auditAnnotations } = await admit({
          ...review,
          request: { ...request, operation, object: null },
        });
        assert.equal(allowed, true);
        assert.deepEqual(auditAnnotations, { reason: 'not-applicable' });
      }
    });
  });

  it('knows no other path or method, and says which it knows', async () => {
    const { status, text } = await post('{}', { path: '/' });
    assert.equal(status, 404);
    assert.deepEqual(JSON.parse(text), { error: 'expected POST /mutate or POST /validate, got POST /' });
    assert.equal((await request(origin + MUTATE_PATH, { dispatcher: client })).statusCode, 404);
  });

  it('repeats 200 characters of a URL at most', async () => {
    const long = 'x'.repeat(10_000);
    for (const [path, status] of [
      [`/${long}`, 404],
      [`/%${long}`, 400],
    ] as const) {
      const response = await post('{}', { path });
      assert.equal(response.status, status);
      assert.match(response.text, /\/%?x{100,200}…/);
      assert.ok(response.text.length < 300, response.text);
    }
  });

  it('keeps a connection longer than the 90 s after which the API server drops it', () => {
    assert.ok(app.server.keepAliveTimeout > 90_000);
  });

  it('closes each connection once it drains, and answers all the same', async () => {
    assert.notEqual((await post(JSON.stringify(review))).headers['connection'], 'close');
    draining = true;
    const closes = async (status: number, body: string, path?: string) => {
      const response = await post(body, path === undefined ? {} : { path });
      assert.equal(response.status, status);
      assert.equal(response.headers['connection'], 'close', String(status));
    };
    await closes(200, JSON.stringify(review));
    await closes(400, '{}');
    await closes(400, '{"no json');
    await closes(404, '{}', '/');
    lag = 5_000;
    await closes(429, JSON.stringify(review));
    lag = 0;
  });

  it('closes the connection of what was under way when it began to drain', async () => {
    read = async () => {
      draining = true;
      return annotated;
    };
    assert.equal((await post(JSON.stringify(review))).headers['connection'], 'close');
  });

  it('serves with another certificate from the next connection on', async () => {
    const next = await makeTestCertificate();
    assert.equal((await post(JSON.stringify(review))).status, 200);
    setCertificate(app, next);
    await assert.rejects(handshake(certificate.ca), /self-signed|unable to verify/);
    await handshake(next.ca);
    assert.equal((await post(JSON.stringify(review))).status, 200, 'the open connection lives on');
    setCertificate(app, certificate);
  });

  it('tells of clients that do not trust it, and refuses TLS 1.1', async () => {
    await assert.rejects(handshake(undefined));
    await assert.rejects(
      handshake(certificate.ca, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
    );
    assert.ok(handshakes.length > 0);
  });

  it('finishes what is under way when it closes, and takes no more', async () => {
    const other = buildWebhookApp({
      ...quiet(),
      readStatefulSet: () => new Promise(resolve => setTimeout(resolve, 300, annotated)),
      isDraining: () => true,
    });
    setCertificate(other, certificate);
    const port = await listen(other, 0, '--port');
    const slow = request(`https://localhost:${port}${MUTATE_PATH}`, {
      method: 'POST',
      body: JSON.stringify(review),
      headers: { 'content-type': 'application/json' },
      dispatcher: client,
    });
    await new Promise(resolve => setTimeout(resolve, 100));
    const closed = other.close();
    assert.equal((await slow).statusCode, 200);
    await (await slow).body.dump();
    await closed;
    await assert.rejects(request(`https://localhost:${port}/`, { dispatcher: client }), /ECONNREFUSED/);
  });

  function handshake(ca: string | undefined, options: object = {}): Promise<void> {
    const { port } = app.server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: 'localhost', ...(ca === undefined ? {} : { ca }), ...options });
      socket.once('secureConnect', () => {
        socket.end();
        resolve();
      });
      socket.once('error', reject);
    });
  }

  it('answers HTTP/1.1 requests that come one after the other on one connection', async () => {
    const { port } = app.server.address() as AddressInfo;
    const agent = new HttpsAgent({ keepAlive: true, maxSockets: 1, ca: certificate.ca });
    const sockets = new Set<unknown>();
    for (let i = 0; i < 3; i += 1) {
      const status = await new Promise((resolve, reject) => {
        const call = httpsRequest({
          port,
          host: 'localhost',
          path: MUTATE_PATH,
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json' },
        });
        call.on('response', response => response.resume().on('end', () => resolve(response.statusCode)));
        call.on('socket', socket => sockets.add(socket));
        call.on('error', reject);
        call.end(JSON.stringify(review));
      });
      assert.equal(status, 200);
    }
    assert.equal(sockets.size, 1);
    agent.destroy();
  });
});

/** What an app needs that nothing should be told to. */
function quiet(): Omit<WebhookDependencies, 'readStatefulSet'> {
  return {
    observe: () => {},
    observeLookUp: () => {},
    report: error => assert.fail(error),
    reportTls: () => {},
    reportOverload: overload => assert.fail(overload),
    isDraining: () => false,
    load: new Load(() => 0),
  };
}

/** A body of which the last half comes so many milliseconds after the first. */
function dripping(text: string, milliseconds: number): Readable {
  const half = text.length / 2;
  return Readable.from(
    (async function* () {
      yield text.slice(0, half);
      await sleep(milliseconds);
      yield text.slice(half);
    })(),
  );
}
