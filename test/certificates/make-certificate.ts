import type { PemKeyPair } from '../../src/certificates/generate-key.ts';
import { signCertificate } from '../../src/certificates/sign-certificate.ts';

/** What a certificate of a test has; each test changes one thing of it. */
export interface CertificateOptions {
  readonly subject: string;
  readonly issuer: string;
  readonly key: PemKeyPair;
  /** The issuer's. */
  readonly signedBy: PemKeyPair;
  readonly isAuthority: boolean;
  readonly from: Date;
  readonly until: Date;
}

/** A certificate, PEM, for `web.example.com` and 192.0.2.1. */
export function makeCertificate(options: CertificateOptions): string {
  const altNames = [
    { type: 2, value: 'web.example.com' },
    { type: 7, ip: '192.0.2.1' },
  ];
  const contents = {
    subject: nameOf(options.subject),
    issuer: nameOf(options.issuer),
    publicKey: options.key.publicKey,
    validity: { notBefore: options.from, notAfter: options.until },
    extensions: [
      { name: 'basicConstraints', cA: options.isAuthority },
      { name: 'subjectAltName', altNames },
    ],
  };
  return signCertificate(contents, options.signedBy.privateKey);
}

function nameOf(value: string) {
  return [{ name: 'commonName', value }];
}
