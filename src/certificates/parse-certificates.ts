import { X509Certificate } from 'node:crypto';

/**
 * The certificates in a PEM text, in their order. What stands between them is passed over, as PEM has it.
 *
 * @throws Error when one of them is malformed.
 */
export function parseCertificates(pem: string): X509Certificate[] {
  return (pem.match(CERTIFICATE) ?? []).map(block => new X509Certificate(block));
}

/** The same without those that are malformed. */
export function parseUsableCertificates(pem: string): X509Certificate[] {
  return (pem.match(CERTIFICATE) ?? []).flatMap(block => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}

/** The texts of certificates one after the other, as `ca.crt` and caBundle hold them. */
export function formatCertificates(certificates: readonly X509Certificate[]): string {
  return certificates.map(certificate => certificate.toString()).join('');
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;
