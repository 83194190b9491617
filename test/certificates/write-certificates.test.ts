import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createSecureContext } from 'node:tls';
import { writeCertificates } from '../../src/certificates/write-certificates.ts';

const request = { names: ['localhost', '127.0.0.1'], now: new Date('2026-03-01T12:00:00Z'), days: 30 };

async function temporaryDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  t.after(() => rm(directory, { recursive: true }));
  return directory;
}

test('a CA, a certificate and its key are written into a new directory, and nothing else', async t => {
  const directory = join(await temporaryDirectory(t), 'new', 'certs');
  const written = await writeCertificates(directory, request);
  const expected = ['ca.crt', 'tls.crt', 'tls.key'];
  assert.deepEqual(written, {
    files: expected.map(name => join(directory, name)),
    notAfter: new Date('2026-03-31T12:00:00Z'),
  });
  assert.deepEqual((await readdir(directory)).sort(), expected);

  const [ca, certificate, key] = await Promise.all(written.files.map(path => readFile(path, 'utf8')));
  assert.ok(ca !== undefined && certificate !== undefined && key !== undefined);
  assert.equal(certificate.match(/BEGIN CERTIFICATE/g)?.length, 1);
  assert.ok(new X509Certificate(certificate).verify(new X509Certificate(ca).publicKey));
  assert.equal(new X509Certificate(certificate).checkHost('localhost'), 'localhost');
  createSecureContext({ cert: certificate, key }); // throws if they do not fit each other
});

test('only the owner may read the private key', async t => {
  const directory = await temporaryDirectory(t);
  await writeCertificates(directory, request);
  assert.equal((await stat(join(directory, 'tls.key'))).mode & 0o777, 0o600);
  assert.equal((await stat(join(directory, 'tls.crt'))).mode & 0o777, 0o644 & ~process.umask());
});

test('files that are there already are left alone, and the message names them', async t => {
  const directory = await temporaryDirectory(t);
  await writeFile(join(directory, 'tls.crt'), 'mine');
  await writeFile(join(directory, 'tls.key'), 'mine too');
  await assert.rejects(writeCertificates(directory, request), (error: Error) => {
    assert.match(
      error.message,
      /found tls\.crt, tls\.key: nothing was changed; remove what is there, or name another/,
    );
    return error.message.includes(directory);
  });
  assert.deepEqual((await readdir(directory)).sort(), ['tls.crt', 'tls.key']);
  assert.equal(await readFile(join(directory, 'tls.crt'), 'utf8'), 'mine');
});

test('a bad name or lifetime leaves nothing behind', async t => {
  const directory = join(await temporaryDirectory(t), 'certs');
  await assert.rejects(writeCertificates(directory, { ...request, names: ['a b'] }), /got "a b"/);
  await assert.rejects(writeCertificates(directory, { ...request, days: 0 }), /more than 0/);
  await assert.rejects(stat(directory), { code: 'ENOENT' });
});

test('a path that is no directory is refused by its name', async t => {
  const path = join(await temporaryDirectory(t), 'file');
  await writeFile(path, '');
  await assert.rejects(writeCertificates(path, request), (error: Error) =>
    error.message.startsWith(`the certificates could not be written to ${path}: `),
  );
});
