import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { connect, createServer } from 'node:tls';
import { promisify } from 'node:util';
import { issueServingCertificate } from '../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../src/certificates/make-authority.ts';
import type { CertificateAndKey } from '../../src/certificates/sign-certificate.ts';
import { validFor } from '../../src/certificates/validity.ts';

const run = promisify(execFile);
const DAY_MS = 24 * 60 * 60 * 1000;
const now = new Date();
const names = ['per-pod-config.per-pod-config.svc', '*.example.com', 'localhost', '127.0.0.1', '2001:db8::1'];

// Keys take long to make, so all tests share these.
let authority: CertificateAndKey;
let otherAuthority: CertificateAndKey;
let serving: CertificateAndKey;
before(async () => {
  authority = await makeAuthority({ commonName: 'test CA', ...validFor(now, 10) });
  otherAuthority = await makeAuthority({ commonName: 'test CA', ...validFor(now, 10) });
  serving = await issueServingCertificate(authority, { names, ...validFor(now, 100) });
});

test('the serving certificate is signed by its authority and by no other', () => {
  const leaf = new X509Certificate(serving.certificate);
  const [own, other] = [authority, otherAuthority].map(({ certificate }) => new X509Certificate(certificate));
  assert.ok(own !== undefined && other !== undefined);
  assert.ok(leaf.checkIssued(own));
  assert.ok(leaf.verify(own.publicKey));
  assert.ok(own.verify(own.publicKey));
  assert.ok(!leaf.checkIssued(other));
  assert.ok(!leaf.verify(other.publicKey));
});

test('a second authority of the same process has its own key identifier, and its certificates verify', async () => {
  const other = await issueServingCertificate(otherAuthority, { names, ...validFor(now, 1) });
  const leaf = new X509Certificate(other.certificate);
  assert.ok(leaf.checkIssued(new X509Certificate(otherAuthority.certificate)));
  assert.ok(!leaf.checkIssued(new X509Certificate(authority.certificate)));
});

test('each certificate belongs to its private key, which is PKCS#8', () => {
  for (const { certificate, privateKey } of [authority, serving]) {
    assert.match(privateKey, /^-----BEGIN PRIVATE KEY-----\n/);
    assert.ok(new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey)));
  }
});

test('the serving certificate is for the names that were asked for, and no others', () => {
  const leaf = new X509Certificate(serving.certificate);
  assert.equal(leaf.checkHost('per-pod-config.per-pod-config.svc'), 'per-pod-config.per-pod-config.svc');
  assert.equal(leaf.checkHost('any.example.com'), '*.example.com');
  assert.equal(leaf.checkHost('example.com'), undefined);
  assert.equal(leaf.checkHost('per-pod-config'), undefined);
  assert.equal(leaf.checkIP('127.0.0.1'), '127.0.0.1');
  assert.equal(leaf.checkIP('2001:db8::1'), '2001:db8::1');
  assert.equal(leaf.checkIP('127.0.0.2'), undefined);
});

test('two authorities of one common name have different subjects', () => {
  const subjects = [authority, otherAuthority].map(
    ({ certificate }) => new X509Certificate(certificate).subject,
  );
  assert.notEqual(subjects[0], subjects[1]);
  for (const subject of subjects) assert.match(subject, /^CN=test CA [0-9a-f]{8}$/);
});

test('a certificate starts an hour back, and the serving one ends no later than its authority', () => {
  const [ca, leaf] = [authority, serving].map(({ certificate }) => new X509Certificate(certificate));
  const second = (ms: number) => Math.floor(ms / 1000) * 1000;
  for (const certificate of [ca, leaf]) {
    assert.equal(Date.parse(certificate?.validFrom ?? ''), second(now.getTime() - 60 * 60 * 1000));
    assert.equal(Date.parse(certificate?.validTo ?? ''), second(now.getTime() + 10 * DAY_MS));
  }
});

test('an authority that has expired issues nothing', async () => {
  const later = new Date(now.getTime() + 11 * DAY_MS);
  await assert.rejects(
    issueServingCertificate(authority, { names, ...validFor(later, 1) }),
    /within the certificate authority's validity .*make a new certificate authority/,
  );
});

test('names are checked before a key is made', async () => {
  await assert.rejects(
    issueServingCertificate(authority, { names: ['no_name'], ...validFor(now, 1) }),
    /got "no_name"/,
  );
});

test('a TLS client trusts the server by a bundle of both authorities, and not by the other one alone', async t => {
  const server = createServer({ cert: serving.certificate, key: serving.privateKey }, socket =>
    socket.end('hi'),
  );
  server.on('tlsClientError', () => undefined); // the client that trusts the other one breaks off
  server.listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const shake = async (ca: string, servername?: string) => {
    const options = servername === undefined ? {} : { servername };
    const socket = connect({ host: '127.0.0.1', port, ca, ...options });
    await once(socket, 'secureConnect').finally(() => socket.destroy());
  };
  const bundle = otherAuthority.certificate + authority.certificate;
  await shake(bundle, 'per-pod-config.per-pod-config.svc');
  await shake(bundle);
  await assert.rejects(shake(bundle, 'other.svc'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  await assert.rejects(shake(otherAuthority.certificate), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
});

test('openssl agrees, in its strict mode', async t => {
  const openssl = await run('openssl', ['version']).catch(() => undefined);
  if (openssl === undefined) return t.skip('the openssl command is not installed');
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  t.after(() => rm(directory, { recursive: true }));
  const paths = {
    bundle: join(directory, 'bundle'),
    other: join(directory, 'other'),
    leaf: join(directory, 'leaf'),
  };
  await writeFile(paths.bundle, otherAuthority.certificate + authority.certificate);
  await writeFile(paths.other, otherAuthority.certificate);
  await writeFile(paths.leaf, serving.certificate);
  const verify = (ca: string, ...more: string[]) =>
    run('openssl', ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, ...more, paths.leaf]);

  assert.match((await verify(paths.bundle)).stdout, /: OK\n$/);
  assert.match((await verify(paths.bundle, '-verify_hostname', 'localhost')).stdout, /: OK\n$/);
  await assert.rejects(verify(paths.bundle, '-verify_hostname', 'other.svc'), { code: 2 });
  await assert.rejects(verify(paths.other), { code: 2 });

  const text = async (pem: string) => {
    await writeFile(paths.leaf, pem);
    return (await run('openssl', ['x509', '-in', paths.leaf, '-noout', '-text'])).stdout;
  };
  const ca = await text(authority.certificate);
  assert.match(ca, /Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
  assert.match(ca, /Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
  const keyId = /Subject Key Identifier:\s+(\S+)\n/.exec(ca)?.[1];
  const leaf = await text(serving.certificate);
  assert.match(leaf, /Basic Constraints: critical\s+CA:FALSE\n/);
  assert.match(leaf, /Key Usage: critical\s+Digital Signature, Key Encipherment\n/);
  assert.match(leaf, /Extended Key Usage:\s+TLS Web Server Authentication\n/);
  assert.match(leaf, /Signature Algorithm: sha256WithRSAEncryption\n/);
  assert.equal(/Authority Key Identifier:\s+(?:keyid:)?(\S+)\n/.exec(leaf)?.[1], keyId);
  assert.ok(keyId !== undefined);
});
