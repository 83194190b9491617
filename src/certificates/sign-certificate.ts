import { randomBytes } from 'node:crypto';
import forge from 'node-forge';
import type { Validity } from './validity.ts';

/** A certificate and the private key that belongs to it. */
export interface CertificateAndKey {
  /** PEM, exactly one certificate. */
  readonly certificate: string;
  /** PEM, PKCS#8, not encrypted. */
  readonly privateKey: string;
}

export interface CertificateContents {
  readonly subject: forge.pki.CertificateField[];
  readonly issuer: forge.pki.CertificateField[];
  /** PEM, of the subject. */
  readonly publicKey: string;
  readonly validity: Validity;
  /** As node-forge takes them. */
  readonly extensions: object[];
}

/**
 * An X.509 v3 certificate, PEM, with a new random serial number, signed with SHA-256.
 *
 * @param signingKey PEM, PKCS#8: the issuer's private RSA key.
 */
export function signCertificate(contents: CertificateContents, signingKey: string): string {
  const certificate = forge.pki.createCertificate();
  certificate.serialNumber = randomSerial();
  certificate.publicKey = forge.pki.publicKeyFromPem(contents.publicKey);
  certificate.validity = { ...contents.validity };
  certificate.setSubject(contents.subject);
  certificate.setIssuer(contents.issuer);
  certificate.setExtensions(contents.extensions);
  certificate.sign(forge.pki.privateKeyFromPem(signingKey), forge.md.sha256.create());
  // node-forge ends lines as RFC 1421 did, in CR LF.
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}

/**
 * 128 random bits after the byte 01, in hexadecimal: 17 octets (RFC 5280 allows 20), never negative, and
 * without the leading zero bytes that DER forbids. Clients tell certificates apart by issuer and serial,
 * so two replicas must never pick the same one.
 */
function randomSerial(): string {
  return `01${randomBytes(16).toString('hex')}`;
}
