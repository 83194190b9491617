import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { makeTestCertificate } from '../tls-certificate.ts';

const FULL = '/dev/full';
const skip = existsSync(FULL) ? false : `${FULL} is not there`;

describe('a process whose output cannot be written', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unwritable-'));
    const { cert, key } = await makeTestCertificate();
    await writeFile(join(folder, 'tls.crt'), cert);
    await writeFile(join(folder, 'tls.key'), key);
  });
  after(() => rm(folder, { recursive: true }));

  const findPort = async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => server.close(resolve));
    return port;
  };
  const serve = async (stdout: 'pipe' | number, stderr: 'pipe' | number = 'pipe') => {
    const [port, health] = [await findPort(), await findPort()];
    const files = [
      '--tls-cert-file',
      join(folder, 'tls.crt'),
      '--tls-private-key-file',
      join(folder, 'tls.key'),
    ];
    const flags = ['--port', `${port}`, '--health-port', `${health}`, '--drain-least-seconds', '0'];
    const child = spawn(
      process.execPath,
      ['src/main.ts', 'serve', '--objects', 'manifests/examples', ...files, ...flags],
      { stdio: ['ignore', stdout, stderr] },
    );
    return { child, port, health };
  };
  const isReady = async (health: number) => (await fetch(`http://localhost:${health}/readyz`)).ok;
  const untilReady = async (health: number, child: ChildProcess) => {
    while (!(await isReady(health).catch(() => false))) {
      assert.equal(child.exitCode, null, 'the process has ended');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  /** No TLS: that is a line of the log. */
  const disturb = async (port: number) => {
    const socket = connect(port, 'localhost').on('error', () => {});
    socket.end('GET / HTTP/1.1\r\n\r\n');
    await once(socket, 'close');
  };
  const end = async (child: ChildProcess) => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    return (await exited) as [number | null, string | null];
  };

  it('serves on when the disk is full', { skip }, async t => {
    const { child, port, health } = await serve(openSync(FULL, 'w'));
    t.after(() => child.kill('SIGKILL'));
    const stderr = text(child.stderr as NonNullable<typeof child.stderr>);
    await untilReady(health, child);
    await disturb(port);
    // Longer than lines are kept to be written together.
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.ok(await isReady(health));
    assert.deepEqual([await end(child), await stderr], [[0, null], '']);
  });

  it('serves on when nobody will read any more', async t => {
    const { child, port, health } = await serve('pipe');
    t.after(() => child.kill('SIGKILL'));
    const stderr = text(child.stderr as NonNullable<typeof child.stderr>);
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    child.stdout?.destroy();
    await untilReady(health, child);
    await disturb(port);
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.ok(await isReady(health));
    assert.deepEqual([await end(child), await stderr], [[0, null], '']);
  });

  it('serves on when errors cannot be told either', { skip }, async t => {
    const { child, port, health } = await serve(openSync(FULL, 'w'), openSync(FULL, 'w'));
    t.after(() => child.kill('SIGKILL'));
    await untilReady(health, child);
    await disturb(port);
    assert.ok(await isReady(health));
    assert.deepEqual(await end(child), [0, null]);
  });

  it('fails in one sentence when it is there for its output', { skip }, async () => {
    for (const args of [['preview', '-o', 'json', 'manifests/examples'], ['--help']]) {
      const child = spawn(process.execPath, ['src/main.ts', ...args], {
        stdio: ['ignore', openSync(FULL, 'w'), 'pipe'],
      });
      const stderr = text(child.stderr as NonNullable<typeof child.stderr>);
      const [code] = (await once(child, 'exit')) as [number];
      assert.deepEqual(
        [code, await stderr],
        [1, 'error: the output cannot be written: ENOSPC: no space left on device, write\n'],
      );
    }
  });
});
