import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { isMadeHere } from '../../src/certificates/authority-name.ts';
import { generateKey } from '../../src/certificates/generate-key.ts';
import { makeCertificate } from './make-certificate.ts';
import { makeSigner } from './make-holdings.ts';

test('an authority that the program has made is told from others by its name', async () => {
  const from = new Date('2026-01-01T00:00:00Z');
  assert.equal(isMadeHere((await makeSigner(from, 1)).certificate), true);
  const key = await generateKey();
  for (const subject of [
    'per-pod-config CA',
    'per-pod-config CA 0123456',
    'per-pod-config CA 012345678',
    'my per-pod-config CA 01234567',
  ]) {
    const until = new Date('2026-01-02T00:00:00Z');
    const pem = makeCertificate({
      subject,
      issuer: subject,
      key,
      signedBy: key,
      isAuthority: true,
      from,
      until,
    });
    assert.equal(isMadeHere(new X509Certificate(pem)), false, subject);
  }
});
