import type { X509Certificate } from 'node:crypto';

/**
 * The certificate, and those between it and an authority that lead up from it. Each is there once, so that a circle of them
 * ends, and many of them take little time.
 *
 * @param mayPass which certificates between may sign: those that are valid now, or all.
 */
export function listPath(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  mayPass: (signer: X509Certificate) => boolean = () => true,
): X509Certificate[] {
  const path = new Set([certificate]);
  for (const one of path) {
    for (const other of between) {
      if (!path.has(other) && mayPass(other) && hasSigned(other, one)) path.add(other);
    }
  }
  return [...path];
}

/** Whether an authority has signed a certificate of a path, or is one. */
export function leadsTo(path: readonly X509Certificate[], authority: X509Certificate): boolean {
  return path.some(one => isSame(one, authority) || hasSigned(authority, one));
}

/** Whether an authority is itself a certificate of a path: then it needs no signer, ended or not. */
export function isOn(path: readonly X509Certificate[], authority: X509Certificate): boolean {
  return path.some(one => isSame(one, authority));
}

function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256;
}

function hasSigned(authority: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}
