import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { generateKey } from '../../src/certificates/generate-key.ts';
import { signCertificate } from '../../src/certificates/sign-certificate.ts';

test('serial numbers are unique, positive and of at most 20 octets', async () => {
  const { publicKey, privateKey } = await generateKey();
  const validity = {
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2026-01-02T00:00:00Z'),
  };
  const name = [{ name: 'commonName', value: 'x' }];
  const serials = Array.from({ length: 20 }, () => {
    const contents = { subject: name, issuer: name, publicKey, validity, extensions: [] };
    return new X509Certificate(signCertificate(contents, privateKey)).serialNumber;
  });
  assert.equal(new Set(serials).size, serials.length);
  // A minus sign would come first in a negative one.
  for (const serial of serials) assert.match(serial, /^01[0-9A-F]{32}$/);
});

test('dates beyond 2049, which X.509 writes in another form, are kept', async () => {
  const { publicKey, privateKey } = await generateKey();
  const validity = {
    notBefore: new Date('2049-12-31T23:59:59Z'),
    notAfter: new Date('2126-01-01T00:00:00Z'),
  };
  const name = [{ name: 'commonName', value: 'x' }];
  const contents = { subject: name, issuer: name, publicKey, validity, extensions: [] };
  const certificate = new X509Certificate(signCertificate(contents, privateKey));
  assert.deepEqual(new Date(certificate.validFrom), validity.notBefore);
  assert.deepEqual(new Date(certificate.validTo), validity.notAfter);
});
