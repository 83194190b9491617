import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { stringify } from 'yaml';
import type { StatefulSetReference } from '../../src/admission/owner.ts';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { ApiConnection } from '../../src/cluster/api-connection.ts';
import { ApiObjects } from '../../src/cluster/api-objects.ts';
import { readStatefulSet } from '../../src/cluster/statefulset-reader.ts';
import { makeTestCertificate, type TestCertificate } from '../tls-certificate.ts';

const WEB: StatefulSetReference = { apiVersion: 'apps/v1', name: 'web', uid: 'u' };
const FOUND = JSON.stringify({
  kind: 'PartialObjectMetadata',
  metadata: { name: 'web', uid: 'u', annotations: { a: 'b' } },
});

interface Call {
  readonly url: string | undefined;
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
}

describe('look-ups at the API server', () => {
  let certificate: TestCertificate;
  let folder: string;
  let server: Server;
  let connection: ApiConnection;
  let sockets: Set<Socket>;
  /** Something on the way has forgotten them: they are open, and nothing comes through. */
  let silent: Set<Socket>;
  const calls: Call[] = [];
  /** Of the calls that carry one. */
  const bodies: string[] = [];
  let respond: (call: Call) => { status?: number; body?: string; after?: number } | undefined = () => ({});

  before(async () => {
    certificate = await makeTestCertificate();
  });
  beforeEach(async () => {
    calls.length = 0;
    bodies.length = 0;
    respond = () => ({});
    sockets = new Set();
    silent = new Set();
    folder = await mkdtemp(join(tmpdir(), 'kube-'));
    server = createServer({ cert: certificate.cert, key: certificate.key }, async (request, response) => {
      if (silent.has(request.socket)) return;
      const { accept, authorization } = request.headers;
      const call = { url: request.url, accept, authorization };
      calls.push(call);
      if (request.method === 'PATCH') {
        bodies.push(`${request.headers['content-type']} ${await text(request)}`);
      }
      const answer = respond(call);
      if (answer === undefined) return;
      const { status = 200, body = FOUND, after = 0 } = answer;
      setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(body), after);
    });
    server.on('secureConnection', socket => sockets.add(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    await writeFile(join(folder, 'token'), 'first');
    await writeFile(join(folder, 'ca.crt'), certificate.ca);
    await writeFile(join(folder, 'kubeconfig'), kubeconfig());
    connection = new ApiConnection(await findApiAccess(join(folder, 'kubeconfig'), {}));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await connection.close();
    await rm(folder, { recursive: true });
  });

  const kubeconfig = () =>
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'here',
      contexts: [{ name: 'here', context: { cluster: 'stub', user: 'us' } }],
      clusters: [
        {
          name: 'stub',
          cluster: {
            server: `https://127.0.0.1:${(server.address() as AddressInfo).port}/shared/address/`,
            'certificate-authority': 'ca.crt',
          },
        },
      ],
      users: [
        {
          name: 'us',
          user: { 'auth-provider': { name: 'tokenFile', config: { tokenFile: join(folder, 'token') } } },
        },
      ],
    });
  /**
   * The next call is not answered, and from then on nothing comes on any connection that there is. That it is all of
   * them matters: one that has just carried an answer may not be free yet, so that the call opens another.
   */
  const silence = () => {
    respond = () => {
      silent = new Set(sockets);
      respond = () => ({});
      return undefined;
    };
  };
  const read = (reference = WEB, signal = AbortSignal.timeout(5_000)) =>
    readStatefulSet(connection, 'default', reference, 'metadata', signal);

  it('ask for the metadata of the one StatefulSet, with the token', async () => {
    assert.deepEqual((await read())?.metadata, { name: 'web', uid: 'u', annotations: { a: 'b' } });
    assert.deepEqual(calls, [
      {
        url: '/shared/address/apis/apps/v1/namespaces/default/statefulsets/web',
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
        authorization: 'Bearer first',
      },
    ]);
  });

  it('ask the API of the owner reference', async () => {
    await read({ ...WEB, apiVersion: 'apps.kruise.io/v1beta1' });
    assert.match(
      calls[0]?.url ?? '',
      /\/apis\/apps\.kruise\.io\/v1beta1\/namespaces\/default\/statefulsets\/web$/,
    );
  });

  it('find nothing when the API server answers 404', async () => {
    respond = () => ({ status: 404, body: '{"kind":"Status","message":"not found"}' });
    assert.equal(await read(), undefined);
  });

  for (const name of ['..', '../../secrets/x', 'web?x', 'web/status', 'Web', '', 'w'.repeat(254)]) {
    it(`never ask for a name that no StatefulSet can have: ${JSON.stringify(name.slice(0, 20))}`, async () => {
      assert.equal(await read({ ...WEB, name }), undefined);
      assert.deepEqual(calls, []);
    });
  }

  it('fail with the words of the API server', async () => {
    respond = () => ({
      status: 403,
      body: '{"kind":"Status","message":"statefulsets.apps \\"web\\" is forbidden"}',
    });
    await assert.rejects(read(), {
      message: 'the API server answered 403: statefulsets.apps "web" is forbidden',
    });
    respond = () => ({ status: 502, body: '<html>' });
    await assert.rejects(read(), { message: 'the API server answered 502' });
    respond = () => ({ body: '{"metadata":{}}' });
    await assert.rejects(read(), /something that is no object with a uid/);
    respond = () => ({ body: 'null' });
    await assert.rejects(read(), /something that is no object with a uid/);
  });

  it('fail when the time is over', async () => {
    respond = () => ({ after: 2_000 });
    await assert.rejects(read(WEB, AbortSignal.timeout(100)), /timeout/);
  });

  it('fail when the answer is larger than any object can be', async () => {
    respond = () => ({ body: JSON.stringify({ metadata: { uid: 'u', x: 'x'.repeat(9 * 1024 * 1024) } }) });
    await assert.rejects(read(), /size/i);
  });

  it('survive a connection that broke meanwhile', async () => {
    await read();
    for (const socket of sockets) socket.destroy();
    assert.equal((await read())?.metadata.uid, 'u');
  });

  it('survive connections on which nothing comes any more, and use none of them again', async () => {
    respond = () => ({ after: 10 });
    await Promise.all([read(), read(), read()]);
    silence();
    assert.equal((await read())?.metadata.uid, 'u');
    assert.ok(silent.size >= 3, `${silent.size} connections`);
    assert.equal((await read(WEB, AbortSignal.timeout(1_000)))?.metadata.uid, 'u');
  });

  it('do not use a connection again that kept silent for all the time there was', async () => {
    await Promise.all([read(), read()]);
    silence();
    await assert.rejects(read(WEB, AbortSignal.timeout(200)), /timeout/);
    assert.equal((await read(WEB, AbortSignal.timeout(1_000)))?.metadata.uid, 'u');
  });

  it('1,000 of them, 32 at a time, open at most 32 connections', async () => {
    respond = () => ({ after: 1 });
    let started = 0;
    const worker = async () => {
      while (started < 1_000) {
        started += 1;
        assert.equal((await read())?.metadata.uid, 'u');
      }
    };
    await Promise.all(Array.from({ length: 32 }, worker));
    assert.equal(calls.length, 1_000);
    assert.ok(sockets.size <= 32, `${sockets.size} connections`);
  });

  it('500 at once open at most 32 connections as well', async () => {
    respond = () => ({ after: 1 });
    await Promise.all(Array.from({ length: 500 }, () => read()));
    assert.ok(sockets.size <= 32, `${sockets.size} connections`);
  });

  it('use a new token as soon as the API server refuses the former one', async () => {
    await read();
    await writeFile(join(folder, 'token'), 'second');
    respond = ({ authorization }) => (authorization === 'Bearer second' ? {} : { status: 401, body: '{}' });
    await read();
    assert.deepEqual(
      calls.map(call => call.authorization),
      ['Bearer first', 'Bearer first', 'Bearer second'],
    );
  });

  it('use a new token within a second or so even while the former one would do', async () => {
    await read();
    await writeFile(join(folder, 'token'), 'second');
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await read();
    assert.equal(calls.at(-1)?.authorization, 'Bearer second');
    assert.equal(sockets.size, 1, 'a token is no reason for another connection');
  });

  it('fail with 401 when the new token is refused as well', async () => {
    respond = () => ({ status: 401, body: '{"message":"Unauthorized"}' });
    await assert.rejects(read(), { message: 'the API server answered 401: Unauthorized' });
    assert.equal(calls.length, 2);
  });

  it('trust the new CA once the file of the former one has changed', async () => {
    await read();
    const next = await makeTestCertificate();
    await writeFile(join(folder, 'ca.crt'), next.ca);
    server.setSecureContext({ cert: next.cert, key: next.key });
    for (const socket of sockets) socket.destroy();
    assert.equal((await read())?.metadata.uid, 'u');
  });

  it('go on once the token file is back', async () => {
    await read();
    await rm(join(folder, 'token'));
    await new Promise(resolve => setTimeout(resolve, 1_100));
    await assert.rejects(read(), /the kubeconfig names ".*token", which does not exist/);
    await writeFile(join(folder, 'token'), 'second');
    assert.equal((await read())?.metadata.uid, 'u');
  });

  describe('and objects as a whole', () => {
    const PATH = '/api/v1/namespaces/default/secrets/tls';
    const signal = () => AbortSignal.timeout(5_000);
    const objects = () => new ApiObjects(connection);

    it('are read with the time at which the API server did so', async () => {
      const { object, date } = await objects().get(PATH, signal());
      assert.deepEqual(object, JSON.parse(FOUND));
      assert.ok(Math.abs((date?.getTime() ?? 0) - Date.now()) < 5_000);
    });

    it('are undefined where there is none, and an error where they may not be read', async () => {
      respond = () => ({ status: 404, body: '{}' });
      assert.equal((await objects().get(PATH, signal())).object, undefined);
      respond = () => ({ status: 403, body: '{"message":"secrets \\"tls\\" is forbidden"}' });
      await assert.rejects(objects().get(PATH, signal()), {
        message: 'the API server answered 403: secrets "tls" is forbidden',
      });
    });

    it('are made by server-side apply', async () => {
      respond = () => ({ status: 201, body: '{}' });
      await objects().ensure(PATH, { kind: 'Secret' }, signal());
      assert.deepEqual(bodies, ['application/apply-patch+yaml {"kind":"Secret"}']);
      assert.equal(calls[0]?.url, `/shared/address${PATH}?fieldManager=per-pod-config&force=true`);
      respond = () => ({ status: 403, body: '{}' });
      await assert.rejects(objects().ensure(PATH, {}, signal()), { message: 'the API server answered 403' });
    });

    it('are changed by a merge, and given as they are then', async () => {
      const patch = { metadata: { resourceVersion: '7' }, data: { a: 'b' } };
      assert.deepEqual(await objects().merge(PATH, patch, signal()), JSON.parse(FOUND));
      assert.deepEqual(bodies, [`application/strategic-merge-patch+json ${JSON.stringify(patch)}`]);
      assert.equal(calls[0]?.url, `/shared/address${PATH}?fieldManager=per-pod-config`);
    });

    for (const status of [404, 409]) {
      it(`are not changed when they are not as they were read: ${status}`, async () => {
        respond = () => ({ status, body: '{}' });
        assert.equal(await objects().merge(PATH, {}, signal()), undefined);
      });
    }

    it('are not changed when that is invalid, which is an error', async () => {
      respond = () => ({ status: 422, body: '{"message":"caBundle is invalid"}' });
      await assert.rejects(objects().merge(PATH, {}, signal()), {
        message: 'the API server answered 422: caBundle is invalid',
      });
    });

    it('are changed once more only if the API server did not know who asked', async () => {
      respond = ({ authorization }) => (authorization === 'Bearer second' ? {} : { status: 401, body: '{}' });
      await objects()
        .get(PATH, signal())
        .catch(() => {});
      await writeFile(join(folder, 'token'), 'second');
      assert.ok((await objects().merge(PATH, {}, signal())) !== undefined);
      assert.equal(bodies.length, 2);
      respond = () => {
        for (const socket of sockets) socket.destroy();
        return {};
      };
      await assert.rejects(objects().merge(PATH, {}, signal()));
      assert.equal(bodies.length, 3);
    });
  });
});
