import { randomBytes } from 'node:crypto';
import { generateKey } from './generate-key.ts';
import { type CertificateAndKey, signCertificate } from './sign-certificate.ts';
import type { Validity } from './validity.ts';

export interface AuthorityRequest extends Validity {
  /** Printable ASCII of at most 55 characters: with the unique part, the 64 that X.509 allows. */
  readonly commonName: string;
}

/**
 * A self-signed certificate authority with a new key, for serving certificates only (path length 0).
 * A random part goes after the common name: while authorities rotate, two of them stand in one bundle,
 * and people tell them apart by their subjects. (Programs do so by the key identifier.)
 */
export async function makeAuthority({
  commonName,
  ...validity
}: AuthorityRequest): Promise<CertificateAndKey> {
  const { publicKey, privateKey } = await generateKey();
  const subject = [{ name: 'commonName', value: `${commonName} ${randomBytes(4).toString('hex')}` }];
  const certificate = signCertificate(
    { subject, issuer: subject, publicKey, validity, extensions: authorityExtensions() },
    privateKey,
  );
  return { certificate, privateKey };
}

/** Made anew each time: node-forge writes the key identifier and more into the objects that it is given. */
function authorityExtensions(): object[] {
  return [
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ];
}
