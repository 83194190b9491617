import type { X509Certificate } from 'node:crypto';

/**
 * Whether an authority has signed a certificate, itself or by those between. Each of these is used once, so that a circle of
 * them ends.
 *
 * @param counts which certificates may sign: those that are valid now, or all.
 */
export function leadsTo(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  authority: X509Certificate,
  counts: (signer: X509Certificate) => boolean = () => true,
): boolean {
  if (certificate.fingerprint256 === authority.fingerprint256) return true;
  const hasSigned = (one: X509Certificate) => isIssuer(one, certificate) && counts(one);
  if (hasSigned(authority)) return true;
  return between.some(one => {
    const rest = between.filter(other => other !== one);
    return hasSigned(one) && leadsTo(one, rest, authority, counts);
  });
}

function isIssuer(authority: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}
