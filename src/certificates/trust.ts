import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** Whether an authority has signed a certificate: by its name, and by its key. */
export function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

export function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return certificate.validFromDate <= now && now < certificate.validToDate;
}

/**
 * Whether a client that trusts these certificates, and no others, accepts one, as Go's crypto/x509 does: a certificate that
 * is trusted itself needs no authority.
 *
 * @param between what a server sends with it. A certificate is used once, so that a circle of them ends.
 */
export function isTrustedBy(
  certificate: X509Certificate,
  trusted: readonly X509Certificate[],
  now: Date,
  between: readonly X509Certificate[] = [],
): boolean {
  if (!isValidAt(certificate, now)) return false;
  if (trusted.some(one => isSame(one, certificate))) return true;
  if (trusted.some(one => isValidAt(one, now) && isIssuedBy(certificate, one))) return true;
  return between.some(one => {
    const rest = between.filter(other => other !== one);
    return isIssuedBy(certificate, one) && isTrustedBy(one, trusted, now, rest);
  });
}

export function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256;
}

/** Whether a client that calls a server by this host name or IP address accepts the certificate for it. */
export function isFor(certificate: X509Certificate, name: string): boolean {
  const match = isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name, { subject: 'never' });
  return match !== undefined;
}
