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
 * @param between what a server sends with it.
 */
export function isTrustedBy(
  certificate: X509Certificate,
  trusted: readonly X509Certificate[],
  now: Date,
  between: readonly X509Certificate[] = [],
): boolean {
  // Each is looked at once: some that sign one another, in every order, would be as many as a factorial.
  const open = new Set([certificate]);
  for (const one of open) {
    if (!isValidAt(one, now)) continue;
    if (trusted.some(other => isSame(other, one) || (isValidAt(other, now) && isIssuedBy(one, other))))
      return true;
    for (const other of between) if (!open.has(other) && isIssuedBy(one, other)) open.add(other);
  }
  return false;
}

export function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256;
}

/** Whether a client that calls a server by this host name or IP address accepts the certificate for it. */
export function isFor(certificate: X509Certificate, name: string): boolean {
  const match = isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name, { subject: 'never' });
  return match !== undefined;
}
