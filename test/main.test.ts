import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { podRequest } from './pod-request.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const OBJECTS = fileURLToPath(new URL('fixtures/objects', import.meta.url));

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
const pod = {
  metadata: { name: 'web-1', ownerReferences: [owner] },
  spec: { containers: [{ name: 'server' }] },
};
const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: podRequest(pod) };

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

describe('the process', () => {
  let folder: string;
  let child: ChildProcess;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'main-'));
    child = run('certs', folder, '--dns', 'localhost');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });
  afterEach(() => child.kill('SIGKILL'));
  after(() => rm(folder, { recursive: true }));

  const run = (...args: string[]) =>
    spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

  /** Starts the server; `next` waits for the log line with a message, and keeps what it passed over. */
  const serve = async (...args: string[]) => {
    const tls = [
      '--tls-cert-file',
      join(folder, 'tls.crt'),
      '--tls-private-key-file',
      join(folder, 'tls.key'),
    ];
    child = run('serve', '--port', '0', '--health-port', '0', '--objects', OBJECTS, ...tls, ...args);
    const lines: Line[] = [];
    const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
    const next = async (message: string): Promise<Line> => {
      for (;;) {
        const { value, done } = await reader.next();
        if (done === true) assert.fail(`no line "${message}", only ${JSON.stringify(lines)}`);
        const line = JSON.parse(value) as Line;
        lines.push(line);
        if (line.msg === message) return line;
      }
    };
    const { port, healthPort } = await next('listening');
    const client = new Agent({ connect: { ca: await readFile(join(folder, 'ca.crt'), 'utf8') } });
    const admit = async (timeout = '5s', sent = review) => {
      const { statusCode, headers, body } = await request(
        `https://localhost:${port}/mutate?timeout=${timeout}`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(sent),
          dispatcher: client,
        },
      );
      return { statusCode, connection: headers['connection'], text: await body.text() };
    };
    const health = async (path: string) => {
      const { statusCode, body } = await request(`http://localhost:${healthPort}${path}`);
      return { statusCode, text: await body.text() };
    };
    return { next, lines, admit, health, port: Number(port), close: () => client.close() };
  };

  it('serves, is alive, ready and measured, and logs one line for each pod that it changed', async () => {
    const { next, admit, health, close } = await serve();
    assert.deepEqual(await health('/healthz'), { statusCode: 200, text: 'ok' });
    assert.deepEqual(await health('/readyz'), { statusCode: 200, text: 'ok' });
    assert.equal((await admit()).statusCode, 200);
    const line = await next('mounted');
    const { level, reason, namespace, pod: name, set, ordinal, uid } = line;
    assert.deepEqual(
      { level, reason, namespace, name, set, ordinal, uid },
      {
        level: 'info',
        reason: 'mounted',
        namespace: 'default',
        name: 'web-1',
        set: 'web',
        ordinal: 1,
        uid: review.request.uid,
      },
    );
    const metrics = (await health('/metrics')).text;
    assert.match(metrics, /^per_pod_config_ready 1$/m);
    assert.match(metrics, /^per_pod_config_admissions_total\{outcome="mount",reason="mounted"\} 1$/m);
    assert.match(metrics, /^per_pod_config_admission_duration_seconds_count\{outcome="mount"\} 1$/m);
    await close();
  });

  it('drains on SIGTERM: not ready, still serving, each connection closed; then ends with 0', async () => {
    const { next, admit, health, close } = await serve('--drain-least-seconds', '1', '--drain-seconds', '30');
    await admit();
    const start = performance.now();
    child.kill('SIGTERM');
    await next('draining');
    assert.deepEqual(await health('/readyz'), { statusCode: 503, text: 'draining' });
    assert.match((await health('/metrics')).text, /^per_pod_config_ready 0$/m);
    assert.deepEqual(await health('/healthz'), { statusCode: 200, text: 'ok' });
    const exited = once(child, 'exit');
    // Somebody who has not heard comes for three seconds, longer than the least time, and nobody makes it worse.
    while (performance.now() - start < 3_000) {
      child.kill('SIGTERM');
      const { statusCode, connection } = await admit();
      assert.deepEqual([statusCode, connection], [200, 'close']);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    assert.equal((await health('/readyz')).statusCode, 503);
    assert.deepEqual(await exited, [0, null]);
    const took = performance.now() - start;
    assert.ok(took > 4_800 && took < 12_000, `it ended when nobody came for two seconds, after ${took} ms`);
    await close();
  });

  it('drains for no longer than it is told, however many still come, and answers all that it took', async () => {
    const { next, lines, admit, close } = await serve('--drain-least-seconds', '1', '--drain-seconds', '2');
    const start = performance.now();
    child.kill('SIGTERM');
    await next('draining');
    const exited = once(child, 'exit');
    const failures: string[] = [];
    let answered = 0;
    while (child.exitCode === null && performance.now() - start < 10_000) {
      await admit().then(
        () => {
          answered += 1;
        },
        (error: NodeJS.ErrnoException) => failures.push(String(error.code)),
      );
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    assert.deepEqual(await exited, [0, null]);
    assert.ok(performance.now() - start < 5_000);
    await next('stopped');
    assert.equal(lines.filter(({ msg }) => msg === 'mounted').length, answered);
    // Who came after the end was not let in, or was being let in just then.
    for (const code of failures) assert.match(code, /^ECONN(REFUSED|RESET)$/);
    await close();
  });

  it('refuses what it cannot answer in time, stays alive and ready, and is well again at once', async () => {
    const { admit, health, close } = await serve();
    await admit();
    // Pods of nobody, for which there is no line in the log; each over a connection of its own.
    const foreign = { ...review, request: podRequest({ metadata: { name: 'web-1' } }) };
    let waiting = 0;
    const flood = Array.from({ length: 1_200 }, async () => {
      waiting += 1;
      // On a busy machine the handshake itself can take longer than a client is given for it.
      const status = await admit('1s', foreign).then(
        ({ statusCode }) => statusCode,
        (error: NodeJS.ErrnoException) => error.code,
      );
      waiting -= 1;
      return status;
    });
    assert.equal((await health('/readyz')).statusCode, 200);
    assert.equal((await health('/healthz')).statusCode, 200);
    assert.ok(waiting > 0, 'probes are answered while others wait');
    const statuses = await Promise.all(flood);
    assert.deepEqual(
      statuses.filter(status => status !== 200 && status !== 429 && status !== 'ECONNRESET'),
      [],
    );
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal((await admit()).statusCode, 200);
    const { text } = await health('/metrics');
    const count = (name: RegExp) => Number(name.exec(text)?.[1]);
    assert.equal(
      count(/^per_pod_config_overload_refusals_total\{overload="lag"\} (\d+)$/m),
      statuses.filter(status => status === 429).length,
    );
    assert.equal(count(/^per_pod_config_requests_in_flight (\d+)$/m), 0);
    await close();
  });

  it('survives bytes that are no TLS, and tells of them', async () => {
    const { next, admit, port, close } = await serve();
    const socket = connect(port, 'localhost').end('GET / HTTP/1.1\r\n\r\n');
    socket.on('error', () => {});
    assert.match(String((await next('a TLS handshake failed'))['message']), /http request/i);
    assert.equal((await admit()).statusCode, 200);
    await close();
  });

  it('ends with 2 and one line when called in a wrong way', async () => {
    child = run('serve', '--port', 'x');
    const stderr = text(child.stderr as NodeJS.ReadableStream);
    assert.deepEqual(await once(child, 'exit'), [2, null]);
    assert.match(await stderr, /^error: option '--port <port>' argument 'x' is invalid.*\n$/);
  });

  it('is a plugin of kubectl by the name of its file', async () => {
    const link = join(folder, 'kubectl-per_pod_config');
    await symlink(MAIN, link);
    child = spawn(process.execPath, [link, 'status', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout = text(child.stdout as NodeJS.ReadableStream);
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.match(await stdout, /^Usage: kubectl per-pod-config status \[options\]/);
  });

  it('explains a pod of a file into a pipe, without colour', async () => {
    const set = fileURLToPath(new URL('../manifests/examples/node-config', import.meta.url));
    child = run('why', 'web-1', '-f', set);
    const stdout = text(child.stdout as NodeJS.ReadableStream);
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    const answer = await stdout;
    assert.match(answer, /\nconfigured: mounted: /);
    assert.ok(!answer.includes('\u001b'), 'no colour in a pipe');
  });
});
