import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** Whether an authority has signed a certificate: by its name, and by its key. */
export function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

export function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return certificate.validFromDate <= now && now < certificate.validToDate;
}

/** Whether a client that trusts these authorities, and no others, accepts a certificate. */
export function isTrustedBy(
  certificate: X509Certificate,
  authorities: readonly X509Certificate[],
  now: Date,
): boolean {
  return (
    isValidAt(certificate, now) &&
    authorities.some(authority => isValidAt(authority, now) && isIssuedBy(certificate, authority))
  );
}

/** Whether a client that calls a server by this host name or IP address accepts the certificate for it. */
export function isFor(certificate: X509Certificate, name: string): boolean {
  const match = isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name, { subject: 'never' });
  return match !== undefined;
}
